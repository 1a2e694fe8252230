package io.github.citydc.validation.internal;

import org.jspecify.annotations.Nullable;

/** What one constraint annotation demands of a value. Immutable, safe for several threads. */
@FunctionalInterface
interface Rule {

  /**
   * Checks a value.
   *
   * @param value the value, null if there is none
   * @param findings takes what is wrong with it
   */
  void check(@Nullable Object value, Findings findings);

  /** A rule that has nothing to say about an absent value. */
  static Rule ofPresent(Present rule) {
    return (value, findings) -> {
      if (value != null) {
        rule.check(value, findings);
      }
    };
  }

  /** What is demanded of a value that is there. */
  @FunctionalInterface
  interface Present {

    void check(Object value, Findings findings);
  }
}
