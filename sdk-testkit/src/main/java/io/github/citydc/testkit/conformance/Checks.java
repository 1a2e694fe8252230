package io.github.citydc.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** Collects the checks of one role. */
final class Checks<E> {

  private final ConformanceCheck.Role role;
  private final List<Check<E>> checks = new ArrayList<>();

  Checks(ConformanceCheck.Role role) {
    this.role = role;
  }

  /** A check is described first, then done. */
  record Described<E>(Checks<E> all, ConformanceCheck about) {

    Checks<E> by(Check.Body<E> body) {
      all.checks.add(new Check<>(about, body));
      return all;
    }
  }

  Described<E> add(String id, String title, String titleZh) {
    return new Described<>(this, new ConformanceCheck(id, role, title, titleZh, Clauses.of(id)));
  }

  List<Check<E>> inOrder() {
    return checks.stream().sorted((a, b) -> a.about().id().compareTo(b.about().id())).toList();
  }
}
