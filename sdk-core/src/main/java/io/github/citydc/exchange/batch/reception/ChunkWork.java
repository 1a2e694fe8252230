package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.AccessPolicy;
import io.github.citydc.exchange.batch.BatchContext;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.batch.BatchRecord;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Payload;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands a chunk to a handler: as a whole, and if that fails record by record, so that only those
 * that cannot be handled are rejected.
 */
final class ChunkWork<P extends Payload> implements BatchQueue.Work {

  private static final int TRIES = 3;

  private final BatchManifest manifest;
  private final BatchHandler<P> handler;
  private final Chunk<P> chunk;
  private final AccessPolicy access;
  private final FailedRecords failed;

  ChunkWork(
      BatchManifest manifest,
      BatchHandler<P> handler,
      Chunk<P> chunk,
      AccessPolicy access,
      FailedRecords failed) {
    this.access = access;
    this.failed = failed;
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
        connection.releaseSavepoint(before);
      } catch (Exception | StackOverflowError e) {
        rollBack(connection, before, e);
        rejected.addAll(oneByOne(connection));
      }
    }
    int accepted = chunk.records().size() + chunk.rejected().size() - rejected.size();
    return new BatchQueue.Outcome(chunk.part(), chunk.line(), accepted, rejected);
  }

  /**
   * Calls the handler. Releasing the savepoint afterwards proves that it left a transaction that
   * can be committed: one that caught an SQLException may not have.
   */
  private void handle(Connection connection, List<P> records, List<BatchRecord> origins)
      throws Exception {
    handler.handle(records, new BatchContext(origins, manifest, connection, access));
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
        rejected.add(Rejections.failed(origin.part(), origin.line()));
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
      } catch (RefusedException e) {
        rollBack(connection, before, e);
        throw e;
      } catch (Exception | StackOverflowError e) {
        rollBack(connection, before, e);
        if (attempt == TRIES) {
          failed.add(manifest, origin.part(), origin.line(), e, record);
          throw new FailedRecordException(e);
        }
      }
    }
  }

  /**
   * Undoes what a handler began; when the receiver is in trouble, nothing is the record's fault.
   */
  private static void rollBack(Connection connection, Savepoint before, Throwable failure)
      throws Exception {
    if (!Trouble.isOfReceiver(failure)) {
      connection.rollback(before);
    } else if (failure instanceof Error error) {
      throw error;
    } else {
      throw (Exception) failure;
    }
  }

  /** The handler gave up on a record. */
  private static final class FailedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    FailedRecordException(Throwable cause) {
      super(cause);
    }
  }
}
