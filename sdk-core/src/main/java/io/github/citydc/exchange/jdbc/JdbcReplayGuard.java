package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.internal.Interval;
import io.github.citydc.exchange.internal.Outage;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay guard in a table {@code cdx_nonce}: it remembers over restarts, and a signature accepted
 * by one of several instances behind one address is a replay to all. A receiver with a {@link
 * JdbcInbox} has it unless its verifier was given another. Thread-safe.
 *
 * <p><b>Security guarantees.</b> A nonce is claimed once within its time, whichever instances race
 * for it: the primary key decides. Nonces are forgotten only after their time by this guard's
 * clock. If the database does not answer, nothing is claimed and the claim fails. The table holds
 * digests, not nonces. A node has a share, counted by each instance: beyond it the claims of this
 * node fail with {@code rate-limited} until time has passed, those of others do not.
 */
public final class JdbcReplayGuard implements ReplayGuard {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcReplayGuard.class);
  private static final String INSERT =
      "INSERT INTO cdx_nonce (node, claim, valid_until) VALUES (?, ?, ?)";
  private static final String COUNT =
      "SELECT COUNT(*) FROM"
          + " (SELECT 1 FROM cdx_nonce WHERE node = ? FETCH FIRST 100000 ROWS ONLY) counted";
  private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(1);

  /** Five minutes at the pace that {@code Limits} allow a node. */
  private static final int PER_NODE = 2_000_000;

  private final DataSource dataSource;
  private final int node;
  private final NonceShares shares;
  private final Transactions transactions;
  private final Clock clock;
  private final Interval cleanings = new Interval(BETWEEN_CLEANINGS);
  private final Outage outage = new Outage(LOG, "The removal of nonces that are over");

  private JdbcReplayGuard(NodeDatabase database, Clock clock, int perNode) {
    this.dataSource = Dialect.adapt(database.dataSource());
    this.node = database.number();
    this.shares = new NonceShares(perNode);
    this.transactions = new Transactions(database.dataSource(), "The table of nonces");
    this.clock = clock;
  }

  /**
   * The guard of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the guard
   * @throws StorageException if the database does not answer
   */
  public static JdbcReplayGuard on(NodeDatabase database) {
    return on(database, ChinaTime.clock());
  }

  /**
   * The guard of a database, by another clock.
   *
   * @param database the database, and the node whose rows are meant
   * @param clock that of the verifier; it says which nonces may be forgotten
   * @return the guard
   * @throws StorageException if the database does not answer
   */
  public static JdbcReplayGuard on(NodeDatabase database, Clock clock) {
    return on(database, clock, PER_NODE);
  }

  /**
   * The guard of a database, by another clock and with another share for each node.
   *
   * @param database the database, and the node whose rows are meant
   * @param clock that of the verifier; it says which nonces may be forgotten
   * @param perNode how many nonces of one node this instance remembers, from 1; two million if not
   *     set
   * @return the guard
   * @throws IllegalArgumentException if the share is smaller than 1
   * @throws StorageException if the database does not answer
   */
  public static JdbcReplayGuard on(NodeDatabase database, Clock clock, int perNode) {
    if (perNode < 1) {
      throw new IllegalArgumentException("A node has a share of at least one nonce: " + perNode);
    }
    return new JdbcReplayGuard(database, clock, perNode);
  }

  /**
   * {@inheritDoc}
   *
   * @throws StorageException if the database does not answer
   */
  @Override
  public void claim(String keyId, String nonce, Instant until) {
    cleanNowAndThen();
    shares.take(keyId, until, clock.instant());
    try {
      insert(keyId, nonce, until);
    } catch (RuntimeException | Error e) {
      shares.giveBack(keyId, until);
      throw e;
    }
  }

  /**
   * Looks at the table: named {@code nonces}, with the figure {@code stored}, counted to 100,000.
   *
   * @return the check; in trouble if the database does not answer
   */
  public Health.Check health() {
    try {
      long stored = transactions.query(row -> row.getLong(1), COUNT, node).get(0);
      return new Health.Check("nonces", true, stored + " stored", Map.of("stored", stored));
    } catch (RuntimeException e) {
      return new Health.Check("nonces", false, Causes.of(e));
    }
  }

  private void insert(String keyId, String nonce, Instant until) {
    String claim = Sha256.hex((keyId + "\n" + nonce).getBytes(StandardCharsets.UTF_8));
    try (Connection connection = dataSource.getConnection()) {
      try {
        connection.setAutoCommit(true);
        Transactions.update(connection, INSERT, node, claim, Transactions.time(until));
      } catch (SQLException | RuntimeException e) {
        transactions.afterFailure(connection);
        throw e;
      }
    } catch (SQLException e) {
      if (Transactions.isDuplicate(e)) {
        throw new VerificationException(
            ProblemCode.REPLAYED, "the nonce of this signature was used before");
      }
      throw new StorageException("The nonce could not be claimed", e);
    }
  }

  /** One caller in a minute takes away what is over. */
  private void cleanNowAndThen() {
    Instant now = clock.instant();
    if (cleanings.isDue(now)) {
      try {
        transactions.run(
            connection ->
                Transactions.update(
                    connection,
                    "DELETE FROM cdx_nonce WHERE node = ? AND valid_until < ?",
                    node,
                    Transactions.time(now)));
        outage.over();
      } catch (RuntimeException | Error e) {
        outage.failed(() -> Causes.of(e));
      }
    }
  }
}
