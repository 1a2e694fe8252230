package io.github.citydc.exchange;

/**
 * Work that runs in the background until it is closed. Thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface BackgroundWork extends AutoCloseable {

  /** Waits for the transactions under way, and ends the work. */
  @Override
  void close();
}
