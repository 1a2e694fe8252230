package io.github.citydc.cli.front.store;

import java.util.Optional;

/**
 * A file that was taken and whose results were not yet given back.
 *
 * @param source which folder
 * @param name of the file
 * @param content the digest of its content
 * @param linesRead how many of its records were taken
 * @param whole whether all were
 * @param target where it goes with its results, once that is decided
 */
public record TakenFile(
    String source,
    String name,
    String content,
    long linesRead,
    boolean whole,
    Optional<String> target) {

  /**
   * The source of its lines.
   *
   * @return the name under which they are noted
   */
  public String lines() {
    return source + "/" + content.substring(0, 32);
  }
}
