package io.github.citydc.cli.faults;

/** A pause of a thread of a test. */
final class Pause {

  private Pause() {}

  static void of(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
