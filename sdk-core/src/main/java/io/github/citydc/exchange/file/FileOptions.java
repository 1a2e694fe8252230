package io.github.citydc.exchange.file;

import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The options for sending a file. Immutable.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param partSize how large parts are, in bytes; at most 8 MiB, which every receiver takes
 * @param parallel how many parts are under way, and in memory, at once
 * @param patience how long to go on trying when the receiver does not answer
 * @param listener is called with the progress
 * @param protection whether the file may leave in clear for a receiver that the client encrypts for
 * @param abort ends the sending from another thread; see {@link FileSender#send(NodeId, Path,
 *     String, FileOptions)}
 */
@WithBuilder
public record FileOptions(
    int partSize,
    int parallel,
    Duration patience,
    FileProgressListener listener,
    FileProtection protection,
    AbortSwitch abort) {

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
   * Parts of 2 MiB, three at once; five minutes of patience; silent; nothing in clear for a
   * receiver that the client encrypts for.
   *
   * @return the options
   */
  public static FileOptions standard() {
    return new FileOptions(
        2 * MEBI,
        3,
        Duration.ofMinutes(5),
        FileProgressListener.none(),
        FileProtection.ENCRYPTED_OR_NOT_AT_ALL,
        AbortSwitch.create());
  }

  /**
   * A builder that begins as {@link #standard}.
   *
   * @return the builder
   */
  public static FileOptionsBuilder builder() {
    return FileOptionsBuilder.builder(standard());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public FileOptionsBuilder toBuilder() {
    return FileOptionsBuilder.builder(this);
  }
}
