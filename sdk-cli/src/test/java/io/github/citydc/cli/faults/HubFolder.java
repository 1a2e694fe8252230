package io.github.citydc.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in which a hub keeps parts or files, and what can be wrong with it: storage that is not
 * mounted yet, or that is read-only. The superuser may write wherever permissions say that nobody
 * may; against him helps {@code chattr} of e2fsprogs, where the file system knows it.
 */
final class HubFolder {

  private final Path folder;

  HubFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether folders in a place can be made read-only here. */
  @SuppressWarnings("try") // Closing it is its use.
  static boolean canBeReadOnly(Path place) throws Exception {
    Path probe = Files.createDirectory(place.resolve("probe"));
    HubFolder folder = new HubFolder(probe);
    try (AutoCloseable writable = folder.readOnly()) {
      return !folder.takesFiles();
    }
  }

  private boolean takesFiles() throws IOException {
    Path file = folder.resolve("file");
    try {
      Files.createFile(file);
    } catch (IOException e) {
      return false;
    }
    Files.delete(file);
    return true;
  }

  /** Nothing can be created, renamed or removed in it until that is closed. */
  AutoCloseable readOnly() throws IOException {
    List<Path> folders = folders();
    allow(folders, "r-xr-xr-x", "+i");
    return () -> allow(folders, "rwxr-xr-x", "-i");
  }

  /** The folders stay those that were there: none can be added meanwhile. */
  private List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory).toList();
    }
  }

  private static void allow(List<Path> folders, String permissions, String attribute)
      throws IOException {
    boolean ends = attribute.startsWith("-");
    for (Path each : folders) {
      if (ends) {
        change(each, attribute);
      }
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(permissions));
      if (!ends) {
        change(each, attribute);
      }
    }
  }

  /** Fails without a word for anybody but the superuser, who needs it alone. */
  private static void change(Path each, String attribute) {
    try {
      new ProcessBuilder("chattr", attribute, each.toString())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      // There is no chattr here.
    }
  }

  /** It is not there, nor what is in it, until that is closed. */
  AutoCloseable takenAway() throws IOException {
    Path away = folder.resolveSibling(folder.getFileName() + ".away");
    Files.move(folder, away);
    return () -> bringBack(away);
  }

  /** As mounting does: what was put in the place of it meanwhile is no longer seen. */
  private void bringBack(Path away) throws IOException {
    if (Files.exists(folder)) {
      Files.move(folder, folder.resolveSibling(folder.getFileName() + ".hidden"));
    }
    Files.move(away, folder);
  }

  /** How many files are in it. */
  long files() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
