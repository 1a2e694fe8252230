package io.github.citydc.cli.faults;

import java.time.Duration;
import java.util.Locale;

/** How much is sent, and how often something is killed meanwhile. */
enum Scale {
  SHORT(200, 8_000, 1, 300, 6, 2, 1_000, 5),
  MIDDLE(1_000, 100_000, 3, 30_000, 30, 30, 3_000, 15),
  LONG(5_000, 500_000, 7, 200_000, 100, 100, 3_000, 120);

  /** In the short form so many blows fall at least. */
  private static final int FEW = 3;

  private final int messages;
  private final int records;
  private final int rounds;
  private final int backlog;
  private final int files;
  private final int kills;
  private final int changes;
  private final int minutes;

  Scale(
      int messages,
      int records,
      int rounds,
      int backlog,
      int files,
      int kills,
      int changes,
      int minutes) {
    this.messages = messages;
    this.records = records;
    this.rounds = rounds;
    this.backlog = backlog;
    this.files = files;
    this.kills = kills;
    this.changes = changes;
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

  /** How often a command is killed that goes on where it was. */
  int kills() {
    return kills;
  }

  /** How often one of several hubs is killed. */
  int hubKills() {
    return this == SHORT ? 3 : kills / 2;
  }

  /** Of how far a wire carries at most, what leaves enough faults to a run. */
  int reach(int farthest) {
    return this == SHORT ? farthest / 4 : farthest;
  }

  /** How much there is for a command that goes on where it was. */
  int changes() {
    return changes;
  }

  /** How long a sender may take to come to its end after the last blow. */
  Duration patience() {
    return Duration.ofMinutes(minutes);
  }

  /** How often each kind of blow falls. */
  int rounds() {
    return rounds;
  }

  /** Of so many blows that were drawn, how many fall: all, and half of them in the short form. */
  int fallen(int drawn) {
    return this == SHORT ? Math.min(drawn, Math.max(FEW, drawn / 2)) : drawn;
  }
}
