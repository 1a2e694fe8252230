package io.github.citydc.exchange.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransactionsTest {

  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "sa", "");
  private final Transactions transactions = new Transactions(pool, "The table of places");
  private final AtomicInteger begun = new AtomicInteger();
  private final CountDownLatch bothHoldOne = new CountDownLatch(2);

  @BeforeEach
  void create() {
    transactions.run(
        connection ->
            Transactions.update(connection, "CREATE TABLE place (id INT PRIMARY KEY, taken INT)"));
    transactions.update("INSERT INTO place VALUES (1, 0), (2, 0)");
  }

  @AfterEach
  void stop() {
    pool.dispose();
  }

  @Test
  void two_that_wait_for_each_other_both_end() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> one = threads.submit(() -> transactions.run(c -> takeBoth(c, 1, 2)));
      Future<Integer> other = threads.submit(() -> transactions.run(c -> takeBoth(c, 2, 1)));

      assertThat(one.get() + other.get()).isEqualTo(4);
    } finally {
      threads.shutdownNow();
    }
    assertThat(begun.get()).isGreaterThan(2);
    assertThat(transactions.query(row -> row.getInt(1), "SELECT taken FROM place"))
        .containsExactly(2, 2);
  }

  @Test
  void what_does_more_than_is_rolled_back_is_not_done_again() {
    assertThatThrownBy(() -> transactions.runOnce(this::conflict))
        .isInstanceOf(StorageException.class);
    assertThat(begun.get()).isEqualTo(1);
  }

  @Test
  void a_conflict_that_does_not_end_is_a_failure() {
    assertThatThrownBy(() -> transactions.run(this::conflict)).isInstanceOf(StorageException.class);
    assertThat(begun.get()).isEqualTo(10);
  }

  private int conflict(Connection unused) throws SQLException {
    throw new SQLException("attempt " + begun.incrementAndGet(), "40001");
  }

  private int takeBoth(Connection connection, int first, int second) throws SQLException {
    begun.incrementAndGet();
    int taken = take(connection, first);
    bothHoldOne.countDown();
    try {
      bothHoldOne.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return taken + take(connection, second);
  }

  private static int take(Connection connection, int id) throws SQLException {
    return Transactions.update(connection, "UPDATE place SET taken = taken + 1 WHERE id = ?", id);
  }
}
