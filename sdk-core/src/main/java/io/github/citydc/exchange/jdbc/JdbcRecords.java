package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.records.LoggedChange;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordLog;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.PayloadTypes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A record log in a table {@code cdx_record} of the offering node's own database, so that a record
 * and the change that others will pull are stored in one transaction. Thread-safe; several
 * processes may share the table.
 *
 * <pre>{@code
 * register.save(connection, person);
 * records.append(connection, List.of(RecordChange.upsert(resource, id, person, now)));
 * connection.commit();
 * }</pre>
 *
 * <p>Positions are assigned under a lock that is held from {@link #append} to the end of the
 * caller's transaction. So they have no gaps, their order is that of the commits, and a reader that
 * has seen one has seen all below it. The price is that transactions that append commit one after
 * the other: append last, and many changes at once.
 */
public final class JdbcRecords implements RecordLog {

  private static final String INSERT =
      """
      INSERT INTO cdx_record
        (position, type, resource, record_id, operation, changed_at, payload, division,
         left_division, node)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String LAST_DIVISION =
      """
      SELECT division FROM cdx_record
      WHERE node = ? AND record_id = ? AND resource = ? AND type = ?
      ORDER BY position DESC FETCH FIRST 1 ROW ONLY
      """;

  /** By range, so that no database takes the primary key for the order and reads all rows. */
  private static final String OF_ONE_RESOURCE =
      """
      SELECT * FROM (
        SELECT position, resource, record_id, operation, changed_at, payload, division, left_division
        FROM cdx_record
        WHERE node = ? AND type = ? AND resource >= ? AND resource <= ? AND position > ?
      """;

  private static final String FIRST_OF_ONE =
      " ORDER BY node, type, resource, position FETCH FIRST ? ROWS ONLY) r";

  private static final String FIRST_OF_ALL = " ORDER BY position FETCH FIRST ? ROWS ONLY";
  private static final String IN_DIVISION = "division LIKE ? OR left_division LIKE ?";

  /** What moved a record out of a division stays: who reads that division only has to see it. */
  private static final String COMPACT =
      """
      DELETE FROM cdx_record o WHERE o.node = ? AND o.changed_at < ?
        AND (o.left_division IS NULL OR o.left_division = o.division) AND EXISTS (
        SELECT 1 FROM cdx_record n
        WHERE n.node = o.node AND n.resource = o.resource AND n.record_id = o.record_id AND n.type = o.type
          AND n.position > o.position)
      """;

  private static final int FETCH_SIZE = 100;

  private final int node;
  private final PayloadTypes types;
  private final Transactions transactions;

  private JdbcRecords(NodeDatabase database, PayloadTypes types) {
    this.node = database.number();
    this.types = types;
    this.transactions = new Transactions(database.dataSource(), "The log of records");
  }

  /**
   * The records of a database, of the standard payload types.
   *
   * @param database the database, and the node whose rows are meant
   * @return the records
   * @throws StorageException if the database does not answer
   */
  public static JdbcRecords on(NodeDatabase database) {
    return on(database, PayloadTypes.standard());
  }

  /**
   * The records of a database. Records of other types than those given belong to no division: a
   * reader to whom some divisions are granted does not see them.
   *
   * @param database the database, and the node whose rows are meant
   * @param types the types whose records say which division they belong to
   * @return the records
   * @throws StorageException if the database does not answer
   */
  public static JdbcRecords on(NodeDatabase database, PayloadTypes types) {
    JdbcRecords records = new JdbcRecords(database, types);
    records.begin();
    return records;
  }

  private void begin() {
    transactions.run(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO cdx_record_log (node, log_id, last_position)"
                      + " SELECT ?, ?, 0 WHERE NOT EXISTS"
                      + " (SELECT 1 FROM cdx_record_log WHERE node = ?)")) {
            Transactions.set(insert, node, UUID.randomUUID().toString(), node);
            return insert.executeUpdate();
          } catch (SQLException e) {
            if (Transactions.isDuplicate(e)) {
              connection.rollback();
              return 0;
            }
            throw e;
          }
        });
  }

  /**
   * Adds changes in the caller's own transaction: others see them if and only if the caller
   * commits, in the order of the list. Until then, other transactions that append wait.
   *
   * @param connection the caller's transaction; neither committed nor closed here
   * @param changes what happened
   * @throws StorageException if the database fails
   */
  public void append(Connection connection, List<RecordChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      Connection adapted = Dialect.adaptToLatest(connection);
      long position = reserve(adapted, changes.size());
      RecordDivisions divisions = new RecordDivisions(types, node);
      try (PreparedStatement insert = adapted.prepareStatement(INSERT);
          PreparedStatement last = adapted.prepareStatement(LAST_DIVISION)) {
        for (RecordChange change : changes) {
          position++;
          Transactions.set(
              insert,
              position,
              change.type().toString(),
              change.resource(),
              change.id(),
              change.operation().wireName(),
              change.changedAt());
          insert.setBytes(7, change.payload().map(Content::toByteArray).orElse(null));
          RecordDivisions.Move move = divisions.move(change, last);
          insert.setString(8, move.to());
          insert.setString(9, move.from());
          insert.setInt(10, node);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      RecordFileRows.insert(adapted, node, changes, position - changes.size());
    } catch (SQLException e) {
      throw new StorageException("The changes could not be added to the log of records", e);
    }
  }

  /** The position before the first one reserved. */
  private long reserve(Connection connection, int count) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE cdx_record_log SET last_position = last_position + ? WHERE node = ?");
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT last_position FROM cdx_record_log WHERE node = ?")) {
      update.setInt(1, count);
      update.setInt(2, node);
      select.setInt(1, node);
      update.executeUpdate();
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1) - count;
      }
    }
  }

  @Override
  public End end() {
    return transactions
        .query(
            row -> new End(row.getString(1), row.getLong(2)),
            "SELECT log_id, last_position FROM cdx_record_log WHERE node = ?",
            node)
        .get(0);
  }

  @Override
  public List<LoggedChange> read(
      PayloadType type, Set<String> resources, long after, int maxRecords, long maxBytes) {
    Map<String, Set<DivisionCode>> all = new LinkedHashMap<>();
    resources.forEach(resource -> all.put(resource, Set.of()));
    return read(type, all, after, maxRecords, maxBytes);
  }

  @Override
  public List<LoggedChange> read(
      PayloadType type,
      Map<String, Set<DivisionCode>> resources,
      long after,
      int maxRecords,
      long maxBytes) {
    List<String> selects = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    resources.forEach(
        (resource, divisions) -> {
          selects.add(OF_ONE_RESOURCE + inDivisions(divisions) + FIRST_OF_ONE);
          parameters.addAll(List.of(node, type.toString(), resource, resource, after));
          for (DivisionCode division : divisions) {
            String covered = RecordDivisions.prefix(division) + "%";
            parameters.addAll(List.of(covered, covered));
          }
          parameters.add(maxRecords);
        });
    String sql = String.join(" UNION ALL ", selects) + FIRST_OF_ALL;
    parameters.add(maxRecords);
    // What a crash could take back must not be pulled: its position would be given again.
    return transactions.runDurably(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH_SIZE);
            Transactions.set(select, parameters.toArray());
            try (ResultSet row = select.executeQuery()) {
              return readUpTo(row, type, resources, maxBytes);
            }
          }
        });
  }

  /**
   * Finds a record by its id, as its last change has left it: what a register answers to a query.
   *
   * @param type its payload type
   * @param resource code of its information resource
   * @param id what it is known by within its resource
   * @return its last change; empty if there is none, or it was deleted
   * @throws StorageException if the database fails
   */
  public Optional<RecordChange> find(PayloadType type, String resource, String id) {
    return transactions
        .query(RecordFileRows::read, RecordFileRows.LATEST, node, id, resource, type.toString())
        .stream()
        .map(LoggedChange::change)
        .filter(change -> change.payload().isPresent())
        .findFirst();
  }

  @Override
  public List<LoggedChange> naming(ContentHash file, long before, int max) {
    return transactions.query(
        RecordFileRows::read, RecordFileRows.NAMING, node, file.value(), before, max);
  }

  private static String inDivisions(Set<DivisionCode> divisions) {
    return divisions.isEmpty()
        ? ""
        : " AND (" + String.join(" OR ", Collections.nCopies(divisions.size(), IN_DIVISION)) + ")";
  }

  private static List<LoggedChange> readUpTo(
      ResultSet row, PayloadType type, Map<String, Set<DivisionCode>> resources, long maxBytes)
      throws SQLException {
    List<LoggedChange> changes = new ArrayList<>();
    long bytes = 0;
    while (row.next()) {
      Optional<Content> payload = Optional.ofNullable(row.getBytes(6)).map(Content::of);
      bytes += payload.map(Content::size).orElse(0);
      if (bytes > maxBytes && !changes.isEmpty()) {
        break;
      }
      RecordChange change =
          new RecordChange(
              type,
              row.getString(2),
              row.getString(3),
              Operation.ofWireName(row.getString(4)),
              row.getObject(5, OffsetDateTime.class),
              payload);
      new LoggedChange(
              row.getLong(1), change, RecordDivisions.read(row, 7), RecordDivisions.read(row, 8))
          .within(resources.getOrDefault(change.resource(), Set.of()))
          .ifPresent(changes::add);
    }
    return changes;
  }

  /**
   * Deletes changes that a later one of the same record has overtaken. A reader that starts further
   * back sees fewer changes, but ends with the same records.
   *
   * @param changedBefore only changes made before this time
   * @return how many were deleted
   */
  public int compact(Instant changedBefore) {
    return transactions.run(
        connection -> {
          int deleted =
              Transactions.update(connection, COMPACT, node, Transactions.time(changedBefore));
          if (deleted > 0) {
            Transactions.update(connection, RecordFileRows.COMPACT, node);
          }
          return deleted;
        });
  }

  /**
   * Starts a new log with the same changes, after the database was restored to an earlier state.
   * Old cursors are then refused, and every reader pulls again from the beginning.
   */
  public void renew() {
    transactions.update(
        "UPDATE cdx_record_log SET log_id = ? WHERE node = ?", UUID.randomUUID().toString(), node);
  }
}
