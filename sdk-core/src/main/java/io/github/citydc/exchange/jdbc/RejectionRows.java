package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.internal.ViolationJson;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rejected records as rows of {@code cdx_batch_rejection}. */
final class RejectionRows {

  private static final int LONGEST_DETAIL = 1000;
  private static final String VIOLATIONS = "violations";
  private static final PayloadJson JSON = PayloadJson.standard();

  private RejectionRows() {}

  static void insert(Connection connection, BatchEntry batch, List<RejectedRecord> rejected)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO cdx_batch_rejection (sender, batch_id, part, line, code, detail, violations)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (RejectedRecord record : rejected) {
        Transactions.set(
            insert,
            batch.manifest().sender().toString(),
            batch.manifest().batchId().toString(),
            record.part(),
            record.line(),
            record.code(),
            record.detail().substring(0, Math.min(LONGEST_DETAIL, record.detail().length())),
            violations(record));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String violations(RejectedRecord record) {
    return new String(
        JSON.write(JSON.newObject().set(VIOLATIONS, ViolationJson.write(record.violations()))),
        StandardCharsets.UTF_8);
  }

  static List<RejectedRecord> read(
      Connection connection, NodeId sender, MessageId id, int afterPart, int afterLine, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT part, line, code, detail, violations FROM cdx_batch_rejection
            WHERE sender = ? AND batch_id = ? AND part >= ? AND (part > ? OR line > ?)
            ORDER BY sender, batch_id, part, line
            FETCH FIRST ? ROWS ONLY
            """)) {
      Transactions.set(
          select, sender.toString(), id.toString(), afterPart, afterPart, afterLine, limit);
      List<RejectedRecord> records = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byte[] violations = row.getString(5).getBytes(StandardCharsets.UTF_8);
          records.add(
              new RejectedRecord(
                  row.getInt(1),
                  row.getInt(2),
                  row.getString(3),
                  row.getString(4),
                  ViolationJson.read(JSON.readObject(violations).path(VIOLATIONS))));
        }
      }
      return records;
    }
  }
}
