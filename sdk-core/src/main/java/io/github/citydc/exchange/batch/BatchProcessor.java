package io.github.citydc.exchange.batch;

/**
 * Works on the batches a receiver has accepted, in the background, until it is closed: also on
 * those that were accepted, or begun, before the process was started. Several processes may work on
 * the batches of one database. Made by {@link
 * io.github.citydc.exchange.ExchangeReceiver#startBatches}. Thread-safe.
 *
 * <p>Records are handled in transactions of some hundred, with the note how far the batch is in the
 * same transaction: each is handled once, whatever crashes in between. A record that breaks rules,
 * that its sender may not write, or that its handler refuses, is rejected with its reason, and the
 * others go on. When the database does not answer, the work waits until it does.
 */
public interface BatchProcessor extends AutoCloseable {

  /** Waits for the transactions under way, and gives back what is not done. */
  @Override
  void close();
}
