package io.github.citydc;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/** The class path of an application that lacks libraries the tests have. */
public final class ClassPathWithout {

  private ClassPathWithout() {}

  /**
   * A class loader of its own.
   *
   * @param libraries parts of the names of the files that are missing
   */
  public static URLClassLoader libraries(String... libraries) {
    URL[] present =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> Arrays.stream(libraries).noneMatch(path::contains))
            .map(ClassPathWithout::url)
            .toArray(URL[]::new);
    return new URLClassLoader(present, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
