package io.github.citydc.cli.front.config;

/**
 * One thing that is wrong in a file.
 *
 * @param line where, from 1
 * @param message what, and what would be right
 */
public record ConfigFault(int line, String message) implements Comparable<ConfigFault> {

  @Override
  public int compareTo(ConfigFault other) {
    return Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return "line " + line + ": " + message;
  }
}
