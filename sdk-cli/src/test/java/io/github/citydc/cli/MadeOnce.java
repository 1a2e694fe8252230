package io.github.citydc.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * What tests need and takes long to make: made once a build in {@code target}, by the first JVM
 * that wants it, while others wait. Other classes make it anew.
 */
public final class MadeOnce {

  private static final Path FOLDER =
      Path.of("target", "made-once", print(System.getProperty("java.class.path"))).toAbsolutePath();

  private MadeOnce() {}

  /** Makes something in an empty folder. */
  @FunctionalInterface
  public interface Making {

    void in(Path folder) throws IOException;
  }

  /** The folder of a name, in which it was made. */
  public static Path folder(String name, Making making) {
    Path folder = FOLDER.resolve(name);
    Path done = FOLDER.resolve(name + ".done");
    try {
      Files.createDirectories(FOLDER);
      FileChannel turn =
          FileChannel.open(
              FOLDER.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try (turn) {
        FileLock mine = turn.lock();
        try (mine) {
          if (Files.notExists(done)) {
            making.in(Files.createDirectories(folder));
            Files.createFile(done);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** Differs as soon as a class does. */
  private static String print(String classPath) {
    long print = classPath.hashCode();
    for (String part : classPath.split(File.pathSeparator, -1)) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          print = 31 * print + Files.getLastModifiedTime(file).toMillis() + Files.size(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Long.toHexString(print);
  }
}
