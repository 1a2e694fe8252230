package io.github.citydc.exchange.file;

import java.time.Duration;

/**
 * The options for sending a file. Immutable.
 *
 * @param partSize how large parts are, in bytes; at most 8 MiB, which every receiver takes
 * @param parallel how many parts are under way, and in memory, at once
 * @param patience how long to go on trying when the receiver does not answer
 * @param listener is called with the progress
 */
public record FileOptions(
    int partSize, int parallel, Duration patience, FileProgressListener listener) {

  private static final int MEBI = 1024 * 1024;
  private static final int LARGEST = 8 * MEBI;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a number is not positive, or a part too large
   */
  public FileOptions {
    if (partSize < 1 || partSize > LARGEST || parallel < 1) {
      throw new IllegalArgumentException("Parts of a file have 1 byte to 8 MiB");
    }
  }

  /**
   * Parts of 2 MiB, three at once; five minutes of patience; silent.
   *
   * @return the options
   */
  public static FileOptions standard() {
    return new FileOptions(2 * MEBI, 3, Duration.ofMinutes(5), FileProgressListener.none());
  }

  /**
   * A copy with other parts.
   *
   * @param size how large they are, in bytes
   * @param atOnce how many are under way at once
   * @return the copy
   */
  public FileOptions withParts(int size, int atOnce) {
    return new FileOptions(size, atOnce, patience, listener);
  }

  /**
   * A copy with another patience.
   *
   * @param time how long to go on trying when the receiver does not answer
   * @return the copy
   */
  public FileOptions withPatience(Duration time) {
    return new FileOptions(partSize, parallel, time, listener);
  }

  /**
   * A copy with another listener.
   *
   * @param progress is called with the progress
   * @return the copy
   */
  public FileOptions withListener(FileProgressListener progress) {
    return new FileOptions(partSize, parallel, patience, progress);
  }
}
