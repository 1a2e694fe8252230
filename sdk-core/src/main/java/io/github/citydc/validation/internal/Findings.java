package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;

/** Takes what a rule finds wrong with a value. */
interface Findings {

  /** Notes a fault of the value itself. */
  void add(CodeFault fault);

  /** Notes a fault of one member of the value. */
  void add(String member, CodeFault fault);
}
