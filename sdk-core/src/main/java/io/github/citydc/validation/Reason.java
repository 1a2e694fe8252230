package io.github.citydc.validation;

/** What the constraints of this package say when they are not given a message of their own. */
final class Reason {

  /** Stands for the rule that is broken, in words. */
  static final String TEMPLATE = "{io.github.citydc.validation.reason}";

  private Reason() {}
}
