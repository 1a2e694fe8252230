package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.batch.BatchContext;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.batch.BatchRecord;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.Payload;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hands a chunk to a handler: as a whole, and if that fails record by record, so that only those
 * that cannot be handled are rejected.
 */
final class ChunkWork<P extends Payload> implements BatchQueue.Work {

  private static final int TRIES = 3;

  /** SQL classes of a database that is in trouble, rather than of a record that is. */
  private static final Set<String> TROUBLE = Set.of("08", "40", "53", "57", "58");

  private final BatchManifest manifest;
  private final BatchHandler<P> handler;
  private final Chunk<P> chunk;

  ChunkWork(BatchManifest manifest, BatchHandler<P> handler, Chunk<P> chunk) {
    this.manifest = manifest;
    this.handler = handler;
    this.chunk = chunk;
  }

  @Override
  public BatchQueue.Outcome run(Connection connection) throws Exception {
    List<RejectedRecord> rejected = new ArrayList<>(chunk.rejected());
    if (!chunk.records().isEmpty()) {
      Savepoint before = connection.setSavepoint();
      try {
        handle(connection, chunk.records(), chunk.origins());
      } catch (Exception e) {
        rollBack(connection, before, e);
        rejected.addAll(oneByOne(connection));
      }
    }
    int accepted = chunk.records().size() + chunk.rejected().size() - rejected.size();
    return new BatchQueue.Outcome(chunk.part(), chunk.line(), accepted, rejected);
  }

  private void handle(Connection connection, List<P> records, List<BatchRecord> origins)
      throws Exception {
    handler.handle(records, new BatchContext(origins, manifest, connection));
  }

  private List<RejectedRecord> oneByOne(Connection connection) throws Exception {
    List<RejectedRecord> rejected = new ArrayList<>();
    for (int i = 0; i < chunk.records().size(); i++) {
      BatchRecord origin = chunk.origins().get(i);
      try {
        handleOne(connection, chunk.records().get(i), origin);
      } catch (RefusedException e) {
        rejected.add(Rejections.refused(origin.part(), origin.line(), e));
      } catch (FailedRecordException e) {
        rejected.add(
            Rejections.failed(origin.part(), origin.line(), "The receiver failed on this record"));
      }
    }
    return rejected;
  }

  private void handleOne(Connection connection, P record, BatchRecord origin) throws Exception {
    for (int attempt = 1; ; attempt++) {
      Savepoint before = connection.setSavepoint();
      try {
        handle(connection, List.of(record), List.of(origin));
        connection.releaseSavepoint(before);
        return;
      } catch (Exception e) {
        rollBack(connection, before, e);
        if (e instanceof RefusedException) {
          throw e;
        }
        if (attempt == TRIES) {
          Problems.log("A record of a batch could not be handled", e);
          throw new FailedRecordException(e);
        }
      }
    }
  }

  /**
   * Undoes what a handler began; when the database is in trouble, nothing is the record's fault.
   */
  private static void rollBack(Connection connection, Savepoint before, Exception failure)
      throws Exception {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StorageException || isTrouble(t)) {
        throw failure;
      }
    }
    connection.rollback(before);
  }

  private static boolean isTrouble(Throwable t) {
    if (t instanceof SQLTransientException || t instanceof SQLRecoverableException) {
      return true;
    }
    String state = t instanceof SQLException e ? String.valueOf(e.getSQLState()) : "";
    return state.length() > 1 && TROUBLE.contains(state.substring(0, 2));
  }

  /** The handler gave up on a record. */
  private static final class FailedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    FailedRecordException(Throwable cause) {
      super(cause);
    }
  }
}
