package io.github.citydc.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of the processes that tests start, and an archive of the classes that most of them
 * load, with which they get to work sooner. It is made by the first JVM of a build that needs it,
 * in {@code target}; the folders of the class path are packed for it, since archives know only
 * jars.
 */
final class SharedClasses {

  private static final int MINUTES = 3;

  private static final SharedClasses OF_THIS_BUILD = make();

  private final String classPath;
  private final Path archive;

  private SharedClasses(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /** The options of a JVM that uses them. */
  static List<String> options() {
    return List.of(
        "-XX:SharedArchiveFile=" + OF_THIS_BUILD.archive,
        "-Xlog:disable",
        "-cp",
        OF_THIS_BUILD.classPath);
  }

  private static SharedClasses make() {
    String plain = System.getProperty("java.class.path");
    try {
      Path folder = Path.of("target", "shared-classes", print(plain)).toAbsolutePath();
      Files.createDirectories(folder);
      FileChannel turn =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try (turn) {
        FileLock mine = turn.lock();
        try (mine) {
          SharedClasses made = new SharedClasses(packed(plain, folder), folder.resolve("jsa"));
          if (Files.notExists(made.archive)) {
            made.dump(folder);
          }
          return made;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Differs as soon as a class does. */
  private static String print(String classPath) throws IOException {
    long print = classPath.hashCode();
    for (String part : classPath.split(File.pathSeparator)) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          print = 31 * print + Files.getLastModifiedTime(file).toMillis() + Files.size(file);
        }
      }
    }
    return Long.toHexString(print);
  }

  private static String packed(String classPath, Path folder) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(Path::of)
        .map(part -> Files.isDirectory(part) ? packed(part, folder) : part)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path packed(Path classes, Path folder) {
    Path jar = folder.resolve(Integer.toHexString(classes.hashCode()) + ".jar");
    if (Files.notExists(jar)) {
      Path beside = folder.resolve("jar.part");
      try (OutputStream out = Files.newOutputStream(beside);
          JarOutputStream packed = new JarOutputStream(out);
          Stream<Path> files = Files.walk(classes)) {
        for (Path each : files.skip(1).toList()) {
          boolean isFolder = Files.isDirectory(each);
          String name = classes.relativize(each).toString().replace(File.separatorChar, '/');
          packed.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
          if (!isFolder) {
            Files.copy(each, packed);
          }
        }
        packed.finish();
        Files.move(beside, jar, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return jar;
  }

  /** By a process that does a bit of everything. */
  private void dump(Path folder) throws IOException {
    Path log = folder.resolve("log");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Cdx.class.getName(),
                "demo")
            .directory(Files.createDirectories(folder.resolve("demo")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!demo.waitFor(MINUTES, TimeUnit.MINUTES) || demo.exitValue() != 0) {
        throw new IOException("The demo did not come to its end: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      demo.destroyForcibly();
    }
  }
}
