package io.github.citydc.cli.send;

import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * Remembers, next to the outbox, which lines of an input were read and what was made of each.
 * Thread-safe.
 */
final class Journal {

  private static final int PAGE = 500;

  private final DataSource database;
  private final int node;
  private final String job;

  /** How far an input was read: so many lines, with this digest, and what was made of them. */
  record Position(NodeId receiver, String madeOf, long lines, String digest) {}

  @FunctionalInterface
  interface Work<T> {

    T run(Connection connection) throws SQLException;
  }

  Journal(NodeDatabase database, String job) {
    this.database = database.translated();
    this.node = database.number();
    this.job = job;
    transaction(
        connection -> {
          JobTables.create(connection);
          return job;
        });
  }

  /** Does work that lasts as a whole or not at all. */
  <T> T transaction(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("The journal of what was sent could not be read or changed", e);
    }
  }

  /** Where an earlier run ended. */
  Optional<Position> position() {
    return transaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT receiver, made_of, lines_read, digest FROM cdx_send_job"
                      + " WHERE node = ? AND job = ?")) {
            set(select, node, job);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Position(
                          NodeId.parse(row.getString(1)),
                          row.getString(2),
                          row.getLong(3),
                          row.getString(4)))
                  : Optional.empty();
            }
          }
        });
  }

  void begin(Position position) {
    transaction(
        connection ->
            update(
                connection,
                "INSERT INTO cdx_send_job (node, job, receiver, made_of, lines_read, digest)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                node,
                job,
                position.receiver().toString(),
                position.madeOf(),
                position.lines(),
                position.digest()));
  }

  /** Moves the position, in the transaction that enqueues the messages of the lines before it. */
  void advance(Connection connection, long lines, String digest) throws SQLException {
    update(
        connection,
        "UPDATE cdx_send_job SET lines_read = ?, digest = ? WHERE node = ? AND job = ?",
        lines,
        digest,
        node,
        job);
  }

  void enqueued(Connection connection, long line, MessageId id) throws SQLException {
    update(
        connection,
        "INSERT INTO cdx_send_line (node, job, line, message_id) VALUES (?, ?, ?, ?)",
        node,
        job,
        line,
        id.toString());
  }

  void found(Connection connection, long line, String finding) throws SQLException {
    update(
        connection,
        "INSERT INTO cdx_send_line (node, job, line, finding) VALUES (?, ?, ?, ?)",
        node,
        job,
        line,
        finding);
  }

  /** The line a message of this job was made of. */
  Optional<Long> line(MessageId id) {
    return transaction(
        connection ->
            first(
                connection,
                "SELECT line FROM cdx_send_line WHERE message_id = ? AND node = ? AND job = ?",
                id.toString(),
                node,
                job));
  }

  /** How many messages of this job are in a state of the outbox. */
  long count(OutboxState state) {
    return transaction(
            connection ->
                first(
                    connection,
                    "SELECT COUNT(*) FROM cdx_send_line l JOIN cdx_outbox o ON o.node = l.node"
                        + " AND o.message_id = l.message_id WHERE l.node = ? AND l.job = ? AND o.state = ?",
                    node,
                    job,
                    state.name()))
        .orElse(0L);
  }

  /**
   * Goes on through the lines as long as none of their messages is pending.
   *
   * @param line where it stood before, 0 at the beginning
   * @return the last line of a page without pending messages; the same line if there is one in the
   *     next page; empty if there are no more lines
   */
  Optional<Long> settledFrom(long line) {
    return transaction(
        connection -> {
          Optional<Long> last = lastOfPage(connection, line);
          boolean pending = last.isPresent() && isPending(connection, line, last.get());
          return pending ? Optional.of(line) : last;
        });
  }

  private Optional<Long> lastOfPage(Connection connection, long after) throws SQLException {
    return first(
        connection,
        "SELECT MAX(line) FROM (SELECT line FROM cdx_send_line WHERE node = ? AND job = ? AND line > ?"
            + " ORDER BY node, job, line FETCH FIRST "
            + PAGE
            + " ROWS ONLY) page HAVING MAX(line) IS NOT NULL",
        node,
        job,
        after);
  }

  /** Asks each message of the page by its id: whatever else is in the outbox is not looked at. */
  private boolean isPending(Connection connection, long after, long last) throws SQLException {
    return first(
            connection,
            "SELECT l.line FROM cdx_send_line l WHERE l.node = ? AND l.job = ? AND l.line > ?"
                + " AND l.line <= ? AND (SELECT o.state FROM cdx_outbox o WHERE o.node = l.node"
                + " AND o.message_id = l.message_id) = 'PENDING' ORDER BY l.node, l.job, l.line FETCH FIRST ROW ONLY",
            node,
            job,
            after,
            last)
        .isPresent();
  }

  /** Tells the lines that were never sent, each with what was found. */
  void findings(BiConsumer<Long, String> visitor) {
    visit(
        "SELECT line, finding FROM cdx_send_line"
            + " WHERE node = ? AND job = ? AND finding IS NOT NULL",
        visitor);
  }

  /** Tells the lines whose messages are dead letters, each with the id of the message. */
  void deadLetters(BiConsumer<Long, String> visitor) {
    visit(
        "SELECT l.line, l.message_id FROM cdx_send_line l JOIN cdx_outbox o"
            + " ON o.node = l.node AND o.message_id = l.message_id WHERE l.node = ? AND l.job = ? AND o.state = 'DEAD'",
        visitor);
  }

  private void visit(String sql, BiConsumer<Long, String> visitor) {
    transaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql + " ORDER BY 1")) {
            set(select, node, job);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                visitor.accept(row.getLong(1), row.getString(2));
              }
            }
          }
          return job;
        });
  }

  /**
   * Makes ready what a process that was killed had leased or postponed. Only for a database that no
   * other process has open.
   */
  void endLeases() {
    transaction(
        connection ->
            update(
                connection,
                "UPDATE cdx_outbox SET ready_for = receiver, ready_again = NULL, timed_at = NULL"
                    + " WHERE node = ? AND ready_again >= TIMESTAMP '1970-01-01 00:00:00'",
                node));
  }

  /** The number in the first row, empty if there is no row. */
  private static Optional<Long> first(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      set(select, parameters);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
