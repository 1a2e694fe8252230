package io.github.citydc.exchange.batch.upload;

import io.github.citydc.model.Payload;
import java.util.Iterator;
import java.util.Optional;

/** The records of an iterator. */
record IteratorSource<P extends Payload>(
    Class<P> type, Iterator<? extends P> records, Runnable closing) implements RecordSource<P> {

  @Override
  public Optional<P> next() {
    return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
  }

  @Override
  public void close() {
    closing.run();
  }
}
