package io.github.citydc.exchange.jdbc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.internal.ViolationJson;
import io.github.citydc.exchange.message.Causes;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rejected records as rows of {@code cdx_batch_rejection}. */
final class RejectionRows {

  private static final Logger LOG = LoggerFactory.getLogger(RejectionRows.class);
  private static final int LONGEST_DETAIL = 1000;
  private static final String VIOLATIONS = "violations";
  private static final PayloadJson JSON = PayloadJson.standard();

  private static final String SELECT =
      """
      SELECT part, line, code, detail, violations FROM cdx_batch_rejection
      WHERE node = ? AND sender = ? AND batch_id = ? AND %s
      ORDER BY node, sender, batch_id, part, line
      FETCH FIRST ? ROWS ONLY
      """;

  private RejectionRows() {}

  static void insert(
      Connection connection, int node, BatchEntry batch, List<RejectedRecord> rejected)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO cdx_batch_rejection
              (node, sender, batch_id, part, line, code, detail, violations)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (RejectedRecord record : rejected) {
        Transactions.set(
            insert,
            node,
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
    ObjectNode object = JSON.newObject();
    object.set(VIOLATIONS, ViolationJson.write(record.violations()));
    ViolationJson.writeMore(record.moreViolations(), object);
    return new String(JSON.write(object), StandardCharsets.UTF_8);
  }

  /** The rest of a part, and then those behind it. */
  static List<RejectedRecord> read(
      Connection connection,
      int node,
      NodeId sender,
      MessageId id,
      int afterPart,
      int afterLine,
      int limit)
      throws SQLException {
    List<RejectedRecord> records =
        new ArrayList<>(
            read(
                connection,
                "part = ? AND line > ?",
                node,
                sender,
                id,
                afterPart,
                afterLine,
                limit));
    if (records.size() < limit) {
      records.addAll(
          read(connection, "part > ?", node, sender, id, afterPart, limit - records.size()));
    }
    return records;
  }

  private static List<RejectedRecord> read(
      Connection connection,
      String where,
      int node,
      NodeId sender,
      MessageId id,
      Integer... parameters)
      throws SQLException {
    List<Object> all = new ArrayList<>(List.of(node, sender.toString(), id.toString()));
    all.addAll(List.of(parameters));
    return Transactions.query(
        connection, RejectionRows::read, SELECT.formatted(where), all.toArray());
  }

  private static RejectedRecord read(ResultSet row) throws SQLException {
    ObjectNode details = details(row);
    return new RejectedRecord(
        row.getInt(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        ViolationJson.read(details.path(VIOLATIONS)),
        ViolationJson.more(details.path("moreViolations")));
  }

  /** A rejection whose details cannot be read is still one. */
  private static ObjectNode details(ResultSet row) throws SQLException {
    byte[] details = row.getString(5).getBytes(StandardCharsets.UTF_8);
    try {
      return JSON.readObject(details);
    } catch (RuntimeException e) {
      LOG.error("The violations of a rejected record cannot be read: {}", Causes.of(e));
      return JSON.newObject();
    }
  }
}
