package io.github.citydc.exchange.file;

import io.github.citydc.exchange.spi.FileIndex;
import io.github.citydc.exchange.spi.FileStore;
import java.time.Duration;

/**
 * How a receiver takes files in. Immutable.
 *
 * <pre>{@code
 * FileReception.into(JdbcFileIndex.on(dataSource), FolderFileStore.in(Path.of("/var/lib/hub/files")))
 *     .withRetention(Duration.ofDays(3));
 * }</pre>
 *
 * @param index remembers files, in the database that stores the messages
 * @param store keeps their content
 * @param partSize the largest part, in bytes
 * @param fileSize the largest file, in bytes
 * @param quota what a sender may store before messages refer to it, in bytes
 * @param retention how long a part waits for its file, and a file for a message; a file that a
 *     message refers to stays until the application removes it
 */
public record FileReception(
    FileIndex index, FileStore store, int partSize, long fileSize, long quota, Duration retention) {

  private static final int MEBI = 1024 * 1024;
  private static final long GIBI = 1024L * MEBI;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is not positive
   */
  public FileReception {
    if (partSize < 1 || fileSize < 1 || quota < 1) {
      throw new IllegalArgumentException("Sizes of a reception are positive");
    }
  }

  /**
   * The reception of interface standard §4: parts of at most 8 MiB, files of at most 4 GiB, 8 GiB a
   * sender, a week.
   *
   * @param index remembers files
   * @param store keeps their content
   * @return the reception
   */
  public static FileReception into(FileIndex index, FileStore store) {
    return new FileReception(index, store, 8 * MEBI, 4 * GIBI, 8 * GIBI, Duration.ofDays(7));
  }

  /**
   * A copy with other sizes.
   *
   * @param part the largest part, in bytes
   * @param file the largest file, in bytes
   * @return the copy
   */
  public FileReception withSizes(int part, long file) {
    return new FileReception(index, store, part, file, quota, retention);
  }

  /**
   * A copy with another quota.
   *
   * @param bytes what a sender may store before messages refer to it
   * @return the copy
   */
  public FileReception withQuota(long bytes) {
    return new FileReception(index, store, partSize, fileSize, bytes, retention);
  }

  /**
   * A copy with another retention.
   *
   * @param time how long a part waits for its file, and a file for a message
   * @return the copy
   */
  public FileReception withRetention(Duration time) {
    return new FileReception(index, store, partSize, fileSize, quota, time);
  }

  /**
   * A copy with another store.
   *
   * @param other keeps the content
   * @return the copy
   */
  public FileReception withStore(FileStore other) {
    return new FileReception(index, other, partSize, fileSize, quota, retention);
  }
}
