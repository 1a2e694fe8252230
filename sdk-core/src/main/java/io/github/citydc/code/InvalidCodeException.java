package io.github.citydc.code;

import java.util.Locale;

/**
 * Thrown when a text is not a valid code of its standard. The message names the rule, the place and
 * the standard, and never repeats the text.
 */
public final class InvalidCodeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient CodeFault fault;

  InvalidCodeException(CodeFault fault) {
    super(describe(fault));
    this.fault = fault;
  }

  private static String describe(CodeFault fault) {
    String place = fault.position() < 0 ? "" : " at index " + fault.position();
    return fault.message(Locale.ENGLISH)
        + " ("
        + fault.rule()
        + place
        + ", "
        + fault.standard()
        + ")";
  }

  /**
   * The faults of the text.
   *
   * @return the first error of the check
   */
  public CodeFault fault() {
    return fault;
  }
}
