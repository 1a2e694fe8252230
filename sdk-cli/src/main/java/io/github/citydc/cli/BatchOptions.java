package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** Which store of batches, and how they are shown: no record is among it. */
final class BatchOptions {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  /**
   * Does something with the batches.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  int using(Function<BatchStore, Integer> work) {
    return database.using(source -> work.apply(JdbcBatchStore.on(source)));
  }

  static AcceptedBatch summary(BatchEntry entry, BatchStatus status) {
    return new AcceptedBatch(
        entry.manifest().sender(),
        entry.manifest().type(),
        entry.manifest().operation(),
        entry.bodyDigest(),
        status);
  }

  static ObjectNode shown(AcceptedBatch batch) {
    BatchStatus status = batch.status();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("batchId", status.batchId().toString())
            .put("type", batch.type().toString())
            .put("operation", batch.operation().wireName())
            .put("sender", batch.sender().toString())
            .put("state", status.state().wireName())
            .put("records", status.records())
            .put("accepted", status.accepted())
            .put("rejected", status.rejected())
            .put("acceptedAt", status.acceptedAt().toString());
    status.finishedAt().ifPresent(at -> json.put("finishedAt", at.toString()));
    status.delay().ifPresent(reason -> json.put("delay", reason));
    return json.put("bodyDigest", batch.bodyDigest().shortText());
  }
}
