package io.github.citydc.code;

import java.util.List;

/** Short words for what a check says. */
final class Checks {

  private Checks() {}

  static List<String> rules(CodeCheck check) {
    return check.faults().stream().map(CodeFault::rule).toList();
  }

  static CodeFault first(CodeCheck check) {
    return check.faults().get(0);
  }
}
