package io.github.citydc.cli.faults;

import java.time.Duration;
import java.util.Locale;

/** How much is sent, and how often something is killed meanwhile. */
enum Scale {
  SHORT(200, 20_000, 6, 3_000, 6, 5),
  MIDDLE(1_000, 100_000, 12, 30_000, 30, 15),
  LONG(5_000, 500_000, 42, 200_000, 100, 60);

  private final int messages;
  private final int records;
  private final int blows;
  private final int backlog;
  private final int files;
  private final int minutes;

  Scale(int messages, int records, int blows, int backlog, int files, int minutes) {
    this.messages = messages;
    this.records = records;
    this.blows = blows;
    this.backlog = backlog;
    this.files = files;
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

  /** How many messages wait while the hub is down. */
  int backlog() {
    return backlog;
  }

  int files() {
    return files;
  }

  /** How long a sender may take to come to its end after the last blow. */
  Duration patience() {
    return Duration.ofMinutes(minutes);
  }

  int blows() {
    return blows;
  }
}
