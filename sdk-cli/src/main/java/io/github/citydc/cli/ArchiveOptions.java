package io.github.citydc.cli;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.archive.ArchiveFile;
import io.github.citydc.exchange.archive.ArchiveForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** What is old enough for an archive, and where the archive is. */
final class ArchiveOptions {

  private static final int AT_ONCE = 500;

  @Option(
      names = "--before",
      required = true,
      paramLabel = CalendarDate.LABEL,
      converter = CalendarDate.class,
      description = "Those from before this day, of UTC+8.")
  private LocalDate before = LocalDate.EPOCH;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description =
          "The archive, a line of JSON for each item; appended to if it is there. One process at a"
              + " time uses it; a file that is something else is refused.")
  private Path file = Path.of("");

  /** Gives some items to an archive. */
  @FunctionalInterface
  interface Giver<T> {

    /** Moves at most so many items, and returns how many it moved. */
    int give(Instant before, int max, Archive<T> archive);
  }

  /**
   * Gives away everything that is old enough, a transaction at a time.
   *
   * @throws IllegalArgumentException if it is not old enough, or the folder of the archive is not
   *     there
   */
  <T> int run(ArchiveForm<T> form, Giver<T> giver, PrintWriter out) {
    requireFolder();
    Instant start = ItemRange.start(before, 0);
    long count = 0;
    Set<String> unreadable = new TreeSet<>();
    try (ArchiveFile<T> to = ArchiveFile.open(file, form)) {
      Archive<T> archive = noting(unreadable, to);
      int given = giver.give(start, AT_ONCE, archive);
      while (given > 0) {
        count += given;
        given = giver.give(start, AT_ONCE, archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String left = unreadable.isEmpty() ? "" : ",\"unreadable\":" + unreadable.size();
    out.println("{\"archived\":" + count + ",\"before\":\"" + before + "\"" + left + "}");
    return unreadable.isEmpty() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  /** A folder made anew could be the empty place of a disk that is not mounted. */
  private void requireFolder() {
    Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--to: there is no folder " + folder + ": make it, or mount its disk");
    }
  }

  /** Rows that cannot be read are named by the log; here they are counted, each once. */
  private static <T> Archive<T> noting(Set<String> unreadable, Archive<T> archive) {
    return new Archive<>() {
      @Override
      public void keep(List<T> items) {
        archive.keep(items);
      }

      @Override
      public void unreadable(String row) {
        unreadable.add(row);
      }
    };
  }
}
