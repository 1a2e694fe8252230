package io.github.citydc.cli.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.internal.FileClaim;
import io.github.citydc.internal.PrivateDatabase;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A pool of connections to a database that has the tables of the exchange. Close it to leave the
 * database. Thread-safe.
 */
public final class Database implements AutoCloseable {

  private static final String URL_PREFIX = "jdbc:";
  private static final String H2_SUFFIX = ".mv.db";

  /** H2 would write half a second after a commit; what is told must be on disk. */
  private static final String H2_OPTIONS = ";WRITE_DELAY=0";

  /** H2 would close itself as soon as the process is to end, before what uses it. */
  private static final String H2_CLOSED_BY_US = ";DB_CLOSE_ON_EXIT=FALSE";

  private static final int CONNECTIONS = 16;

  private final HikariDataSource pool;
  private final Optional<FileClaim> claim;

  private Database(HikariDataSource pool, Optional<FileClaim> claim) {
    this.pool = pool;
    this.claim = claim;
  }

  /**
   * Whether a text is the URL of a database, not the file of one.
   *
   * @param place a file or a URL
   * @return true if it begins with {@code jdbc:}
   */
  public static boolean isUrl(String place) {
    return place.startsWith(URL_PREFIX);
  }

  /**
   * Whether there is such a database; of one behind a URL nobody knows before it is opened.
   *
   * @param place as for {@link #open}
   * @return false if it is a file that is not there
   */
  public static boolean mayExist(String place) {
    return isUrl(place) || Files.exists(Path.of(stem(place) + H2_SUFFIX));
  }

  /**
   * Requires that a place is not something else than a database.
   *
   * @param place as for {@link #open}
   * @throws IllegalArgumentException if it is a folder, or a file that is something else
   */
  public static void requireFile(String place) {
    if (!isUrl(place)) {
      Path stem = Path.of(stem(place));
      Places.require(place, stem.resolveSibling(stem.getFileName() + H2_SUFFIX));
    }
  }

  /**
   * Opens a database, and makes the tables of the exchange or brings them up to date.
   *
   * @param place a JDBC URL, or the file of an H2 database, with or without {@code .mv.db}; created
   *     if it is not there
   * @param user who logs in, empty if nobody need
   * @param password the password, empty if there is none; no message shows it
   * @return the pool
   * @throws IllegalArgumentException if the file is something else, or another process has it open;
   *     the message says what or which
   * @throws RuntimeException if the database is not reached, does not let the user in, or lacks the
   *     tables and does not let him make them
   */
  public static Database open(String place, Optional<String> user, Optional<String> password) {
    return open(place, H2_OPTIONS, user, password);
  }

  /**
   * The same for an outbox, which forces to the disk what it sends before it sends it. An H2 file
   * that is written at each commit besides takes a hundred kilobytes each time.
   *
   * @param place as for {@link #open}
   * @param user who logs in, empty if nobody need
   * @param password the password, empty if there is none; no message shows it
   * @return the pool
   * @throws RuntimeException as for {@link #open}
   */
  public static Database openForSending(
      String place, Optional<String> user, Optional<String> password) {
    return open(place, "", user, password);
  }

  /**
   * The same for a process that works until it receives a signal, and closes the database last.
   *
   * @param place as for {@link #open}
   * @param user who logs in, empty if nobody need
   * @param password the password, empty if there is none; no message shows it
   * @return the pool
   * @throws RuntimeException as for {@link #open}
   */
  public static Database openForService(
      String place, Optional<String> user, Optional<String> password) {
    return open(place, H2_OPTIONS + H2_CLOSED_BY_US, user, password);
  }

  private static Database open(
      String place, String options, Optional<String> user, Optional<String> password) {
    Optional<FileClaim> claim = isUrl(place) ? Optional.empty() : claim(place);
    try {
      HikariDataSource pool = new HikariDataSource(config(place, options, user, password));
      try {
        JdbcSchema.migrate(pool);
        return new Database(pool, claim);
      } catch (RuntimeException e) {
        pool.close();
        throw e;
      }
    } catch (RuntimeException e) {
      claim.ifPresent(Database::end);
      Optional<String> reason = isUrl(place) ? Optional.empty() : Places.explained(place, e);
      throw reason.<RuntimeException>map(text -> new IllegalArgumentException(text, e)).orElse(e);
    }
  }

  /** That another process has the file is a matter of its name, too. */
  private static Optional<FileClaim> claim(String place) {
    requireFile(place);
    try {
      return PrivateDatabase.claim(Path.of(stem(place)));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static void end(FileClaim claim) {
    try {
      claim.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HikariConfig config(
      String place, String options, Optional<String> user, Optional<String> password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        isUrl(place)
            ? place
            : "jdbc:h2:file:" + PrivateDatabase.at(Path.of(stem(place))) + options);
    user.ifPresent(config::setUsername);
    password.ifPresent(config::setPassword);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setExceptionOverrideClassName(BrokenConnections.class.getName());
    config.setPoolName("cdx");
    return config;
  }

  private static String stem(String place) {
    return place.endsWith(H2_SUFFIX)
        ? place.substring(0, place.length() - H2_SUFFIX.length())
        : place;
  }

  /**
   * The connections.
   *
   * @return a pool, until this is closed
   */
  public DataSource dataSource() {
    return pool;
  }

  /**
   * The database of one of the nodes that use it.
   *
   * @param named which; not needed if there is only one. If the database is of an older version,
   *     its rows belong to it
   * @return the database of the node
   * @throws IllegalArgumentException if it is not there, or none is named and there is not exactly
   *     one; the message lists those that are
   */
  public NodeDatabase of(Optional<NodeId> named) {
    named.ifPresent(owner -> JdbcSchema.migrate(pool, owner));
    return NodeDatabase.of(pool, Choice.of(NodeDatabase.nodes(pool), named));
  }

  /**
   * The database of a node that may be new to it.
   *
   * @param self the node; if the database is of an older version, its rows belong to it
   * @return the database of the node
   */
  public NodeDatabase ofSender(NodeId self) {
    JdbcSchema.migrate(pool, self);
    return NodeDatabase.of(pool, self);
  }

  /**
   * The databases of all nodes that use it.
   *
   * @param only one of them, if it is there; empty for all
   * @return none if none has used it
   */
  public List<NodeDatabase> nodes(Optional<NodeId> only) {
    return NodeDatabase.nodes(pool).stream()
        .filter(node -> only.isEmpty() || only.get().equals(node))
        .map(node -> NodeDatabase.of(pool, node))
        .toList();
  }

  @Override
  public void close() {
    pool.close();
    claim.ifPresent(Database::end);
  }
}
