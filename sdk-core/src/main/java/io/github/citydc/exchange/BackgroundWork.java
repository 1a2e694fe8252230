package io.github.citydc.exchange;

/** Work that runs in the background until it is closed. Thread-safe. */
@FunctionalInterface
public interface BackgroundWork extends AutoCloseable {

  /** Waits for the transactions under way, and ends the work. */
  @Override
  void close();
}
