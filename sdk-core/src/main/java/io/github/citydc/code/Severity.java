package io.github.citydc.code;

/** The severity of a {@link CodeFault}. */
public enum Severity {
  /** The text is not a code of its standard. */
  ERROR,
  /**
   * The text is accepted, but something about it is unusual; {@link Strictness#STRICT} refuses it.
   */
  WARNING
}
