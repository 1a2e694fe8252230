package io.github.citydc.cli.front.work;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.citydc.cli.front.config.FrontConfig.Login;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A few connections to the database of a vendor, made when they are needed. Close it to leave the
 * database.
 */
public final class Pool implements AutoCloseable {

  private static final int CONNECTIONS = 2;
  private static final long PATIENCE_MILLIS = 10_000;

  private final HikariDataSource connections;

  private Pool(HikariDataSource connections) {
    this.connections = connections;
  }

  /** What is done within a transaction. */
  @FunctionalInterface
  public interface Work<T> {

    /**
     * Does it.
     *
     * @param connection neither to be committed nor closed
     * @return what it has come to
     * @throws SQLException if the database fails
     */
    T run(Connection connection) throws SQLException;
  }

  /**
   * A pool; the database need not answer yet.
   *
   * @param login where and who
   * @return the pool
   * @throws IOException if the password cannot be read
   */
  public static Pool of(Login login) throws IOException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(login.url());
    login.user().ifPresent(config::setUsername);
    if (login.password().isPresent()) {
      config.setPassword(login.password().get().read());
    }
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    config.setPoolName("cdx-front");
    return new Pool(new HikariDataSource(config));
  }

  /**
   * Does work that lasts as a whole or not at all.
   *
   * @param work what to do
   * @param <T> what it comes to
   * @return what it has come to
   * @throws SQLException if the database fails
   */
  public <T> T transaction(Work<T> work) throws SQLException {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
