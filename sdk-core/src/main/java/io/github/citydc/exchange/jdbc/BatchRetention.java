package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.batch.BatchArchiveItem;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a store of batches gives to an archive. */
final class BatchRetention {

  private static final int REJECTIONS_AT_ONCE = 1000;

  private static final String OLDEST =
      "SELECT "
          + BatchRows.ENTRY
          + ", "
          + BatchRows.STATUS
          + """
          , sender FROM cdx_batch
          WHERE node = ? AND state = 'done' AND batch_id < ? AND finished_at >= ? AND finished_at < ?
          ORDER BY node, finished_at
          OFFSET ? ROWS FETCH FIRST ROW ONLY
          """;

  private BatchRetention() {}

  /** One manifest, which may be large, and some rejected records are in memory at a time. */
  static int give(
      Connection connection, int node, Instant before, int max, Archive<BatchArchiveItem> archive)
      throws SQLException {
    int given = 0;
    int leftOut = 0;
    Optional<Found> found = oldest(connection, node, before, leftOut, archive);
    while (given < max && found.isPresent()) {
      if (found.get().batch().isPresent()) {
        give(connection, node, found.get().batch().get(), archive);
        given++;
      } else {
        leftOut++;
      }
      found = oldest(connection, node, before, leftOut, archive);
    }
    return given;
  }

  /** A row, and the batch in it if it can be read. */
  private record Found(Optional<BatchArchiveItem.Finished> batch) {}

  private static Optional<Found> oldest(
      Connection connection,
      int node,
      Instant before,
      int leftOut,
      Archive<BatchArchiveItem> archive)
      throws SQLException {
    return Transactions.query(
            connection,
            row -> found(row, archive),
            OLDEST,
            node,
            ItemRange.beginning(before),
            Transactions.BEGINNING,
            Transactions.time(before),
            leftOut)
        .stream()
        .findFirst();
  }

  private static Found found(ResultSet row, Archive<BatchArchiveItem> archive) throws SQLException {
    try {
      return new Found(
          Optional.of(
              new BatchArchiveItem.Finished(BatchRows.read(row), BatchRows.readStatus(row))));
    } catch (RuntimeException e) {
      String name = "Batch " + row.getString("batch_id") + " of " + row.getString("sender");
      ReadableRows.tell(archive, name, e);
      return new Found(Optional.empty());
    }
  }

  /** Has a batch kept, its rejected records first, and removes it. */
  private static void give(
      Connection connection,
      int node,
      BatchArchiveItem.Finished batch,
      Archive<BatchArchiveItem> archive)
      throws SQLException {
    NodeId sender = batch.entry().manifest().sender();
    MessageId id = batch.status().batchId();
    int part = -1;
    int line = 0;
    List<RejectedRecord> page = List.of();
    do {
      page = RejectionRows.read(connection, node, sender, id, part, line, REJECTIONS_AT_ONCE);
      if (!page.isEmpty()) {
        archive.keep(List.of(new BatchArchiveItem.Rejections(sender, id, page)));
        RejectedRecord last = page.get(page.size() - 1);
        part = last.part();
        line = last.line();
      }
    } while (page.size() == REJECTIONS_AT_ONCE);
    archive.keep(List.of(batch));
    for (String table : List.of("cdx_batch_rejection", "cdx_batch")) {
      Transactions.update(
          connection,
          "DELETE FROM " + table + " WHERE node = ? AND sender = ? AND batch_id = ?",
          node,
          sender.toString(),
          id.toString());
    }
  }
}
