package io.github.citydc.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of the processes that tests start, and an archive of the classes that most of them
 * load, with which they get to work sooner. The folders of the class path are packed for it, since
 * archives know only jars.
 */
final class SharedClasses {

  private static final int MINUTES = 3;

  private static final Path FOLDER = MadeOnce.folder("classes", SharedClasses::make);

  private SharedClasses() {}

  /** The options of a JVM that uses them. */
  static List<String> options() {
    return List.of(
        "-XX:SharedArchiveFile=" + archive(FOLDER), "-Xlog:disable", "-cp", classPath(FOLDER));
  }

  private static Path archive(Path folder) {
    return folder.resolve("classes.jsa");
  }

  private static void make(Path folder) throws IOException {
    for (String part : parts()) {
      if (Files.isDirectory(Path.of(part))) {
        pack(Path.of(part), folder);
      }
    }
    dump(folder);
  }

  private static String[] parts() {
    return System.getProperty("java.class.path").split(File.pathSeparator);
  }

  private static String classPath(Path folder) {
    return Arrays.stream(parts())
        .map(Path::of)
        .map(part -> Files.isDirectory(part) ? jar(part, folder) : part)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jar(Path classes, Path folder) {
    return folder.resolve(Integer.toHexString(classes.hashCode()) + ".jar");
  }

  private static void pack(Path classes, Path folder) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar(classes, folder));
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
    }
  }

  /** By a process that does a bit of everything. */
  private static void dump(Path folder) throws IOException {
    Path log = folder.resolve("log");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive(folder),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(folder),
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
