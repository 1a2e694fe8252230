package io.github.citydc.spring;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The transactions in which messages are stored: those of Spring. Its {@link #dataSource} has
 * connections on which switching auto-commit off begins one with the transaction manager of the
 * application, and {@code commit} and {@code rollback} end it there. So whatever the application
 * does meanwhile on this thread takes part: {@code JdbcTemplate}, JPA, MyBatis,
 * {@code @Transactional}. Outside of a transaction a connection is one of the pool. Thread-safe; of
 * its connections each belongs to one thread.
 *
 * <p>Not a data source itself, since an application should have no second one among its beans.
 */
final class SpringTransactions {

  private final DataSource pool;
  private final PlatformTransactionManager manager;

  SpringTransactions(DataSource pool, PlatformTransactionManager manager) {
    this.pool = pool;
    this.manager = manager;
  }

  /** The connections of these transactions. */
  DataSource dataSource() {
    return new DelegatingDataSource(pool) {
      @Override
      public Connection getConnection() {
        return connection();
      }

      @Override
      public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLException("The transactions of Spring have the user of their data source");
      }
    };
  }

  private Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            SpringTransactions.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new SpringConnection(this));
  }

  /** A connection of the pool. */
  Connection plain() throws SQLException {
    return pool.getConnection();
  }

  /** The transaction that this has begun on this thread, empty if there is none. */
  Optional<TransactionStatus> current() {
    return Optional.ofNullable(
        (TransactionStatus) TransactionSynchronizationManager.getResource(this));
  }

  /**
   * Begins a transaction.
   *
   * @throws SQLException if the transaction manager cannot, or has no connection of this database
   */
  Connection begin() throws SQLException {
    TransactionStatus status;
    try {
      status =
          manager.getTransaction(
              new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    } catch (TransactionException e) {
      throw new SQLException("Spring could not begin a transaction", e);
    }
    try {
      Connection connection = DataSourceUtils.doGetConnection(pool);
      if (connection.getAutoCommit()) {
        DataSourceUtils.doReleaseConnection(connection, pool);
        throw new SQLException(
            "The transaction manager "
                + manager.getClass().getName()
                + " does not manage the connections of the data source of the exchange; mark the"
                + " one that does as @Primary");
      }
      TransactionSynchronizationManager.bindResource(this, status);
      return connection;
    } catch (SQLException | RuntimeException e) {
      manager.rollback(status);
      throw e;
    }
  }

  /**
   * Commits.
   *
   * @throws SQLException if nothing is committed, because somebody has marked the transaction for
   *     rollback, or the database has failed
   */
  void commit(Connection connection) throws SQLException {
    TransactionStatus status = end(connection);
    if (status.isRollbackOnly()) {
      manager.rollback(status);
      throw new SQLException("The transaction was marked for rollback");
    }
    try {
      manager.commit(status);
    } catch (TransactionException e) {
      throw new SQLException("Spring could not commit the transaction", e);
    }
  }

  /** Takes everything back. */
  void rollback(Connection connection) throws SQLException {
    try {
      manager.rollback(end(connection));
    } catch (TransactionException e) {
      throw new SQLException("Spring could not roll the transaction back", e);
    }
  }

  private TransactionStatus end(Connection connection) throws SQLException {
    Object status = TransactionSynchronizationManager.unbindResourceIfPossible(this);
    if (status == null) {
      throw new SQLException("A connection was given to another thread than the one that began");
    }
    DataSourceUtils.doReleaseConnection(connection, pool);
    return (TransactionStatus) status;
  }

  /** Finds out at the start whether the transaction manager is the right one. */
  void require() {
    try (Connection connection = connection()) {
      connection.setAutoCommit(false);
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
