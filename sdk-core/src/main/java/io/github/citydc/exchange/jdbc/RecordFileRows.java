package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.records.LoggedChange;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.PayloadType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Single rows of the log of records, and the table {@code cdx_record_file}: which change of a
 * record names which file.
 */
final class RecordFileRows {

  private static final String COLUMNS =
      """
      SELECT r.position, r.type, r.resource, r.record_id, r.operation, r.changed_at, r.payload,
        r.division, r.left_division
      """;

  static final String LATEST =
      COLUMNS
          + """
          FROM cdx_record r WHERE r.node = ? AND r.record_id = ? AND r.resource = ? AND r.type = ?
          ORDER BY r.position DESC FETCH FIRST 1 ROW ONLY
          """;

  static final String NAMING =
      COLUMNS
          + """
          FROM cdx_record_file f JOIN cdx_record r ON r.node = f.node AND r.position = f.position
          WHERE f.node = ? AND f.digest = ? AND f.position < ? ORDER BY f.position DESC FETCH FIRST ? ROWS ONLY
          """;

  static final String COMPACT =
      """
      DELETE FROM cdx_record_file WHERE node = ? AND NOT EXISTS (
        SELECT 1 FROM cdx_record r
        WHERE r.node = cdx_record_file.node AND r.position = cdx_record_file.position)
      """;

  private RecordFileRows() {}

  static void insert(Connection connection, int node, List<RecordChange> changes, long before)
      throws SQLException {
    long position = before;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO cdx_record_file (node, digest, position) VALUES (?, ?, ?)")) {
      boolean some = false;
      for (RecordChange change : changes) {
        position++;
        for (PartReference file : change.files()) {
          Transactions.set(insert, node, file.digest(), position);
          insert.addBatch();
          some = true;
        }
      }
      if (some) {
        insert.executeBatch();
      }
    }
  }

  static LoggedChange read(ResultSet row) throws SQLException {
    return new LoggedChange(
        row.getLong(1),
        new RecordChange(
            PayloadType.parse(row.getString(2)),
            row.getString(3),
            row.getString(4),
            Operation.ofWireName(row.getString(5)),
            row.getObject(6, OffsetDateTime.class),
            Optional.ofNullable(row.getBytes(7)).map(Content::of)),
        RecordDivisions.read(row, 8),
        RecordDivisions.read(row, 9));
  }
}
