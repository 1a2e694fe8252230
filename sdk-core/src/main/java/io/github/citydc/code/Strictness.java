package io.github.citydc.code;

/**
 * The treatment of codes that are in use but differ from the letter of their standard, for example
 * a division that existed only in 1986.
 */
public enum Strictness {
  /** Accept with a {@link Severity#WARNING}. The default everywhere. */
  LENIENT,
  /** Refuse with a {@link Severity#ERROR}. */
  STRICT
}
