package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.audit.AuditEntry;
import io.github.citydc.exchange.audit.AuditFilter;
import io.github.citydc.exchange.audit.AuditLog;
import io.github.citydc.exchange.audit.LoggedEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An audit log in a table {@code cdx_audit} of the receiving node's own database. Each row names
 * the node that keeps it. Thread-safe; several processes and nodes may share the table.
 */
public final class JdbcAuditLog implements AuditLog {

  private static final String COLUMNS =
      "logged_at, party, address, action, subject, type, verdict, code, bytes, times, trace";
  private static final String INSERT =
      "INSERT INTO cdx_audit (" + COLUMNS + ", node) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SELECT = "SELECT position, " + COLUMNS + " FROM cdx_audit";
  private static final String OLDEST =
      SELECT
          + " WHERE node = ? AND logged_at < ? ORDER BY node, logged_at, position"
          + " OFFSET ? ROWS FETCH FIRST ? ROWS ONLY";

  private final Transactions transactions;
  private final NodeDatabase database;
  private final Clock clock;

  private JdbcAuditLog(NodeDatabase database, Clock clock) {
    this.transactions = new Transactions(database.dataSource(), "The audit log");
    this.database = database;
    this.clock = clock;
  }

  /**
   * The audit log of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the log
   * @throws io.github.citydc.exchange.message.StorageException if the database does not answer
   */
  public static JdbcAuditLog on(NodeDatabase database) {
    return on(database, ChinaTime.clock());
  }

  /**
   * The audit log of a database, by another clock.
   *
   * @param database the database, and the node whose rows are meant
   * @param clock tells how old an entry is
   * @return the log
   * @throws io.github.citydc.exchange.message.StorageException if the database does not answer
   */
  public static JdbcAuditLog on(NodeDatabase database, Clock clock) {
    return new JdbcAuditLog(database, clock);
  }

  @Override
  public void add(List<AuditEntry> entries) {
    if (!entries.isEmpty()) {
      transactions.run(
          connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
              for (AuditEntry entry : entries) {
                Transactions.set(insert, AuditRows.values(entry, database.number()));
                insert.addBatch();
              }
              return insert.executeBatch().length;
            }
          });
    }
  }

  @Override
  public List<LoggedEntry> latest(AuditFilter filter, long before, int max) {
    return select(filter, "position < ?", before, "DESC", max);
  }

  @Override
  public List<LoggedEntry> list(AuditFilter filter, long after, int max) {
    return select(filter, "position > ?", after, "", max);
  }

  private List<LoggedEntry> select(
      AuditFilter filter, String beyond, long position, String order, int max) {
    StringBuilder sql = new StringBuilder(SELECT).append(" WHERE node = ? AND ").append(beyond);
    List<Object> parameters = new ArrayList<>(List.of(database.number(), position));
    AuditRows.conditions(filter)
        .forEach(
            condition -> {
              sql.append(" AND ").append(condition.sql());
              parameters.add(condition.value());
            });
    sql.append(" ORDER BY node ")
        .append(order)
        .append(", position ")
        .append(order)
        .append(" FETCH FIRST ? ROWS ONLY");
    parameters.add(max);
    return Transactions.readable(
        transactions.query(
            Transactions.tolerant(this::read, "cdx_audit"), sql.toString(), parameters.toArray()));
  }

  @Override
  public int forget(Instant before, int max, Archive<AuditEntry> archive) {
    requireOld(before);
    return transactions.run(
        connection -> {
          List<LoggedEntry> oldest = oldest(connection, before, max, archive);
          if (!oldest.isEmpty()) {
            archive.keep(oldest.stream().map(LoggedEntry::entry).toList());
            remove(connection, oldest);
          }
          return oldest.size();
        });
  }

  private void requireOld(Instant before) {
    Instant newest = clock.instant().atZone(ChinaTime.ZONE).minusMonths(MONTHS_KEPT).toInstant();
    if (before.isAfter(newest)) {
      throw new IllegalArgumentException(
          "Entries of the audit trail are kept for %d months at least. At present, those from before %s may go"
              .formatted(MONTHS_KEPT, newest.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** Those that cannot be read stay at the beginning and are stepped over. */
  private List<LoggedEntry> oldest(
      Connection connection, Instant before, int max, Archive<AuditEntry> archive)
      throws SQLException {
    List<LoggedEntry> oldest = new ArrayList<>();
    int unreadable = 0;
    int rows = max;
    while (oldest.isEmpty() && rows == max) {
      rows = 0;
      try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
        Transactions.set(select, database.number(), Transactions.time(before), unreadable, max);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            rows++;
            Optional<LoggedEntry> read = readable(row, archive);
            read.ifPresent(oldest::add);
            unreadable += read.isEmpty() ? 1 : 0;
          }
        }
      }
    }
    return oldest;
  }

  private LoggedEntry read(ResultSet row) throws SQLException {
    return AuditRows.read(row, database.node());
  }

  private Optional<LoggedEntry> readable(ResultSet row, Archive<AuditEntry> archive)
      throws SQLException {
    try {
      return Optional.of(read(row));
    } catch (RuntimeException e) {
      ReadableRows.tell(archive, "Entry of the audit trail " + row.getLong(1), e);
      return Optional.empty();
    }
  }

  private static void remove(Connection connection, List<LoggedEntry> entries) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM cdx_audit WHERE position = ?")) {
      for (LoggedEntry entry : entries) {
        delete.setLong(1, entry.position());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
