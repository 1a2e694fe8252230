package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;

/** Takes what a rule finds wrong with a value. */
interface Findings {

  /** Notes a fault of the value itself. */
  void add(CodeFault fault);

  /**
   * Notes a fault of a member of the value.
   *
   * @param steps leads there: names of members, and the index behind the name of a list
   * @param fault what is wrong
   */
  void add(Object[] steps, CodeFault fault);

  /** Notes a fault of one member of the value. */
  default void add(String member, CodeFault fault) {
    add(new Object[] {member}, fault);
  }
}
