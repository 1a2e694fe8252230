package io.github.citydc.testkit.conformance;

import java.util.ArrayList;
import java.util.List;

/** What of a check could not be tried. Not thread-safe. */
final class LeftOut {

  private final List<String> reasons = new ArrayList<>();

  void add(String reason) {
    reasons.add(reason);
  }

  /** What was left out since the last call. */
  String take() {
    String taken = String.join("; ", reasons);
    reasons.clear();
    return taken;
  }
}
