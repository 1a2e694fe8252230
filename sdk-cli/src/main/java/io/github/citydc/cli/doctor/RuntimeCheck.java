package io.github.citydc.cli.doctor;

import io.github.citydc.cli.doctor.Libraries.Library;
import java.io.IOException;
import java.net.URL;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at the JVM, its security providers and the libraries on a class path; changes none. */
public final class RuntimeCheck {

  private final Libraries libraries;

  /**
   * Looks at a class path.
   *
   * @param classes finds the libraries
   */
  public RuntimeCheck(ClassLoader classes) {
    this.libraries = Libraries.of(classes);
  }

  /**
   * Looks.
   *
   * @param checkup takes what is found
   * @throws IOException if the class path cannot be read
   */
  public void run(Checkup checkup) throws IOException {
    checkup.well("java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
    checkup.well(
        "providers",
        Arrays.stream(Security.getProviders())
            .map(Provider::getName)
            .collect(Collectors.joining(", ")));
    for (Library library : libraries.all()) {
      library(checkup, library);
    }
  }

  /** Two copies of a library on the class path are the most common cause of unexplained errors. */
  private void library(Checkup checkup, Library library) throws IOException {
    List<URL> places = libraries.places(library);
    if (places.isEmpty()) {
      checkup.well(library.name(), checkup.in("not on the class path", "不在类路径上"));
    } else if (places.size() > 1) {
      checkup.finding(
          library.name(),
          checkup.in(
                  "%d copies on the class path, the first is used: ",
                  "类路径上有%d份，使用第一份：", places.size())
              + places.stream().map(Libraries::archive).collect(Collectors.joining(", ")));
    } else {
      checkup.well(
          library.name(),
          libraries.version(library).orElse("")
              + checkup.in(" in ", "，位于 ")
              + Libraries.archive(places.get(0)));
    }
  }
}
