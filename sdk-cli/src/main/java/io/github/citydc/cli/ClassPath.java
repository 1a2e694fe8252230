package io.github.citydc.cli;

import io.github.citydc.cli.input.InputFiles;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A class path as java takes it. */
final class ClassPath {

  private static final String ALL_JARS = "*";

  private ClassPath() {}

  /** Its jars and folders in their order. */
  static URL[] urls(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String part : classPath.split(File.pathSeparator, -1)) {
      for (Path place : places(part)) {
        urls.add(place.toUri().toURL());
      }
    }
    return urls.toArray(new URL[0]);
  }

  private static List<Path> places(String part) throws IOException {
    if (part.isEmpty()) {
      return List.of();
    }
    if (part.endsWith(ALL_JARS)) {
      String folder = part.substring(0, part.length() - ALL_JARS.length());
      try (Stream<Path> files = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
        return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      }
    }
    Path place = Path.of(part);
    return List.of(Files.isDirectory(place) ? place : InputFiles.required(place));
  }
}
