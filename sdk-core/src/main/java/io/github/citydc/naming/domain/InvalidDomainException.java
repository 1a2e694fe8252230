package io.github.citydc.naming.domain;

import java.util.Locale;

/**
 * Thrown when a text is not a valid name on the e-government network. The message names the rule
 * and where it comes from, and never repeats the text.
 */
public final class InvalidDomainException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient NamingFinding finding;

  InvalidDomainException(NamingFinding finding) {
    super(
        finding.message(Locale.ENGLISH)
            + " ("
            + finding.rule().wireName()
            + ", "
            + finding.rule().citation()
            + ")");
    this.finding = finding;
  }

  InvalidDomainException(NamingRule rule, Object... arguments) {
    this(NamingFinding.error(rule, arguments));
  }

  /**
   * The findings about the text.
   *
   * @return the first error
   */
  public NamingFinding finding() {
    return finding;
  }
}
