package io.github.citydc.cli.demo;

import java.io.PrintWriter;
import java.util.Objects;

/** Tells a person what happens, and notes where it is not what it should be. */
final class Story {

  private final PrintWriter out;
  private int chapter;
  private int differences;

  Story(PrintWriter out) {
    this.out = out;
  }

  void chapter(String title) {
    chapter++;
    out.printf("%n%d  %s%n", chapter, title);
  }

  void tell(String format, Object... arguments) {
    out.printf("   " + format + "%n", arguments);
  }

  /** Tells a fact together with whether it is as it should be. */
  void check(String what, Object expected, Object actual) {
    boolean same = Objects.equals(expected, actual);
    if (same) {
      tell("✓ %s: %s", what, actual);
    } else {
      differences++;
      tell("✗ %s: %s, but it should be %s", what, actual, expected);
    }
  }

  boolean isAsItShouldBe() {
    return differences == 0;
  }

  void end() {
    out.printf(
        "%n%s%n",
        differences == 0
            ? "All of it is as it should be."
            : differences + " thing(s) differ from what they should be.");
  }
}
