package io.github.citydc.cli.faults;

import io.github.citydc.code.ChinaTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is wrong by as much as a file says, so that another process can step it. */
final class SteppedClock extends Clock {

  private final Path file;
  private final ZoneId zone;

  private SteppedClock(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  static SteppedClock of(Path file) {
    return new SteppedClock(file, ChinaTime.ZONE);
  }

  /** Has the clocks that look at a file be wrong from now on. */
  static void step(Path file, Duration by) {
    try {
      Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), "" + by);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instant instant() {
    try {
      return Files.exists(file)
          ? Instant.now().plus(Duration.parse(Files.readString(file)))
          : Instant.now();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteppedClock(file, other);
  }
}
