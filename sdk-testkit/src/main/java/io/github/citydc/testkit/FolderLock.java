package io.github.citydc.testkit;

import io.github.citydc.internal.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one at a time change a folder, among the threads of this JVM and among processes. */
final class FolderLock {

  private static final long PAUSE_MILLIS = 10;

  private final Path file;

  FolderLock(Path file) {
    this.file = file;
  }

  @FunctionalInterface
  interface Work<T> {

    T run() throws IOException;
  }

  <T> T holding(Work<T> work) throws IOException {
    try (FileChannel channel =
            PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (!lock.isValid()) {
        throw new IOException("The lock of " + file + " was lost");
      }
      return work.run();
    }
  }

  /** Another thread of this JVM that holds the lock is not waited for by the system, but here. */
  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException e) {
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for a lock", e);
    }
  }
}
