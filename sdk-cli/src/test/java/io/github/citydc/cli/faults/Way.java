package io.github.citydc.cli.faults;

import java.io.Closeable;
import java.util.Map;

/** The way from a sender to a hub, with what befalls messages on it. */
interface Way extends Closeable {

  /** Where to send to. */
  int port();

  /** How often each fault came about. */
  Map<String, Long> happened();

  @Override
  void close();

  /** A way without faults. */
  static Way straight(int port) {
    return new Way() {
      @Override
      public int port() {
        return port;
      }

      @Override
      public Map<String, Long> happened() {
        return Map.of();
      }

      @Override
      public void close() {}
    };
  }
}
