package io.github.citydc.cli.doctor;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The libraries of a class path that an exchange needs or may need. */
public final class Libraries {

  private static final List<Library> KNOWN =
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
          new Library("postgresql", "org.postgresql.Driver"),
          new Library("mariadb-java-client", "org.mariadb.jdbc.Driver"));

  private final ClassLoader classes;
  private final BuildFacts facts = BuildFacts.ofThisBuild();

  private Libraries(ClassLoader classes) {
    this.classes = classes;
  }

  /**
   * The libraries of a class path.
   *
   * @param classes finds them
   * @return the libraries
   */
  public static Libraries of(ClassLoader classes) {
    return new Libraries(classes);
  }

  /**
   * A library, and a class that only it has.
   *
   * @param name as its jar has it
   * @param type the class
   */
  public record Library(String name, String type) {

    String file() {
      return type.replace('.', '/') + ".class";
    }
  }

  /**
   * All libraries that are looked for.
   *
   * @return some of them may not be there
   */
  public List<Library> all() {
    return KNOWN;
  }

  /** Where the copies of a library are. */
  List<URL> places(Library library) throws IOException {
    return Collections.list(classes.getResources(library.file()));
  }

  /**
   * The version of a library.
   *
   * @param library which
   * @return the version, or that it names none; empty if it is not there
   * @throws IOException if the class path cannot be read
   */
  public Optional<String> version(Library library) throws IOException {
    List<URL> places = places(library);
    if (places.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(isOurs(places.get(0)) ? recorded(library) : named(library));
  }

  /** Whether it is in the jar of cdx, whose manifest speaks of cdx alone. */
  private static boolean isOurs(URL place) {
    URL here = Libraries.class.getResource("Libraries.class");
    return here != null && archive(here).equals(archive(place)) && archive(place).endsWith(".jar");
  }

  private String recorded(Library library) {
    return facts.find(library.name()).orElse("version not named");
  }

  private String named(Library library) {
    try {
      Package its = Class.forName(library.type(), false, classes).getPackage();
      return Optional.ofNullable(its.getImplementationVersion()).orElseGet(() -> recorded(library));
    } catch (ClassNotFoundException | LinkageError e) {
      return "not loadable (" + e.getClass().getSimpleName() + ")";
    }
  }

  /** The file name of the jar that a class is in. */
  static String archive(URL place) {
    String jar = place.toString().replaceFirst("!.*", "");
    return jar.substring(jar.lastIndexOf('/') + 1);
  }
}
