package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchRecord;
import io.github.citydc.exchange.batch.RejectedRecord;
import java.util.ArrayList;
import java.util.List;

/** Collects a chunk. Not thread-safe. */
final class ChunkBuilder<P> {

  private final BatchManifest manifest;
  private final List<P> records = new ArrayList<>();
  private final List<BatchRecord> origins = new ArrayList<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();

  ChunkBuilder(BatchManifest manifest) {
    this.manifest = manifest;
  }

  void add(P record, int part, int line) {
    records.add(record);
    origins.add(new BatchRecord(manifest, part, line));
  }

  void reject(RejectedRecord record) {
    rejected.add(record);
  }

  int size() {
    return records.size() + rejected.size();
  }

  Chunk<P> end(int part, int line) {
    return new Chunk<>(part, line, records, origins, rejected);
  }
}
