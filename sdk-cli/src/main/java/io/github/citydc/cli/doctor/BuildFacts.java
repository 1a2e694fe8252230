package io.github.citydc.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** What the build has written down of itself: its version and those of its libraries. Immutable. */
public final class BuildFacts {

  private static final String FILE = "/io/github/citydc/cli/build.properties";

  /** As the file is before the build fills it in. */
  private static final String NOT_FILLED_IN = "${";

  private final Properties facts;

  private BuildFacts(Properties facts) {
    this.facts = facts;
  }

  /**
   * The facts of the build that runs.
   *
   * @return what is known, nothing if it is not packaged
   */
  public static BuildFacts ofThisBuild() {
    Properties facts = new Properties();
    try (InputStream in = BuildFacts.class.getResourceAsStream(FILE)) {
      if (in != null) {
        facts.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The facts of this build cannot be read", e);
    }
    return new BuildFacts(facts);
  }

  /**
   * A fact.
   *
   * @param name {@code cdx}, {@code build} or the name of a library
   * @return the version, empty if it is not known
   */
  public Optional<String> find(String name) {
    return Optional.ofNullable(facts.getProperty(name))
        .filter(value -> !value.isEmpty() && !value.startsWith(NOT_FILLED_IN));
  }
}
