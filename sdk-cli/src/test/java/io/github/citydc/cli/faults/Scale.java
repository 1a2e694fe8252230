package io.github.citydc.cli.faults;

import java.time.Duration;
import java.util.Locale;

/** How much is sent, and how often something is killed meanwhile. */
enum Scale {
  SHORT(200, 20_000, 6, 3),
  MIDDLE(1_000, 100_000, 12, 15),
  LONG(5_000, 500_000, 42, 60);

  private final int messages;
  private final int records;
  private final int blows;
  private final int minutes;

  Scale(int messages, int records, int blows, int minutes) {
    this.messages = messages;
    this.records = records;
    this.blows = blows;
    this.minutes = minutes;
  }

  /** What {@code -Dcdx.faults} says, short if nothing. */
  static Scale configured() {
    return valueOf(System.getProperty("cdx.faults", "short").toUpperCase(Locale.ROOT));
  }

  int messages() {
    return messages;
  }

  int records() {
    return records;
  }

  /** How long a sender may take to come to its end after the last blow. */
  Duration patience() {
    return Duration.ofMinutes(minutes);
  }

  int blows() {
    return blows;
  }
}
