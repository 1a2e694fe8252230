package io.github.citydc.code;

/** How much a {@link CodeFault} weighs. */
public enum Severity {
  /** The text is not a code of its standard. */
  ERROR,
  /**
   * The text is accepted, but something about it is unusual; {@link Strictness#STRICT} refuses it.
   */
  WARNING
}
