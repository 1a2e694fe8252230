package io.github.citydc.cli.doctor;

import java.io.IOException;
import java.net.URL;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at the JVM, its security providers and the libraries on the class path; changes none. */
public final class RuntimeCheck {

  private static final List<Library> LIBRARIES =
      List.of(
          new Library("bcprov", "org.bouncycastle.jce.provider.BouncyCastleProvider"),
          new Library("bcpkix", "org.bouncycastle.cms.CMSSignedData"),
          new Library("bcutil", "org.bouncycastle.asn1.cms.ContentInfo"),
          new Library("bctls", "org.bouncycastle.jsse.provider.BouncyCastleJsseProvider"),
          new Library("okhttp", "okhttp3.OkHttpClient"),
          new Library("jackson-databind", "com.fasterxml.jackson.databind.ObjectMapper"),
          new Library("structured-fields", "org.greenbytes.http.sfv.Parser"),
          new Library("hibernate-validator", "org.hibernate.validator.HibernateValidator"),
          new Library("slf4j-api", "org.slf4j.Logger"),
          new Library("h2", "org.h2.Driver"),
          new Library("postgresql", "org.postgresql.Driver"));

  private final ClassLoader classes;

  /**
   * Looks at a class path.
   *
   * @param classes finds the libraries
   */
  public RuntimeCheck(ClassLoader classes) {
    this.classes = classes;
  }

  /** A library, and a class that only it has. */
  private record Library(String name, String type) {

    String file() {
      return type.replace('.', '/') + ".class";
    }
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
    for (Library library : LIBRARIES) {
      library(checkup, library);
    }
  }

  /** Two copies of a library are the most common reason for what nobody can explain. */
  private void library(Checkup checkup, Library library) throws IOException {
    List<URL> places = Collections.list(classes.getResources(library.file()));
    if (places.isEmpty()) {
      checkup.well(library.name(), "not on the class path");
    } else if (places.size() > 1) {
      checkup.finding(
          library.name(),
          places.size()
              + " copies on the class path, the first is used: "
              + places.stream().map(RuntimeCheck::archive).collect(Collectors.joining(", ")));
    } else {
      checkup.well(library.name(), version(library) + " in " + archive(places.get(0)));
    }
  }

  private String version(Library library) {
    try {
      Package its = Class.forName(library.type(), false, classes).getPackage();
      return Optional.ofNullable(its.getImplementationVersion()).orElse("version not named");
    } catch (ClassNotFoundException | LinkageError e) {
      return "not loadable (" + e.getClass().getSimpleName() + ")";
    }
  }

  /** The file name of the jar that a class is in. */
  private static String archive(URL place) {
    String jar = place.toString().replaceFirst("!.*", "");
    return jar.substring(jar.lastIndexOf('/') + 1);
  }
}
