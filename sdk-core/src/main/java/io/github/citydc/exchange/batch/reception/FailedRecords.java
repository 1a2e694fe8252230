package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.internal.PayloadTexts;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Logs that this receiver failed on records: one line per batch, for its first such record.
 * Thread-safe.
 */
final class FailedRecords {

  /** Of older batches a second line is bearable. */
  private static final int REMEMBERED = 1000;

  private final Map<MessageId, Boolean> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MessageId, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** A record that its handler failed on, whose values are masked. */
  void add(BatchManifest manifest, int part, int line, Throwable failure, Payload record) {
    add(manifest, part, line, what -> Problems.log(what, failure, PayloadTexts.of(record)));
  }

  void add(BatchManifest manifest, int part, int line, Throwable failure) {
    add(manifest, part, line, what -> Problems.log(what, failure));
  }

  private void add(BatchManifest manifest, int part, int line, Consumer<String> log) {
    synchronized (told) {
      if (told.put(manifest.batchId(), true) != null) {
        return;
      }
    }
    log.accept(
        "The receiver failed on records of batch "
            + manifest.batchId()
            + " of "
            + manifest.sender()
            + " and rejects them, first on part "
            + part
            + ", line "
            + line);
  }
}
