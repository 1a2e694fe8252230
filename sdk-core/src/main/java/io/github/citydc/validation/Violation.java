package io.github.citydc.validation;

import io.github.citydc.code.Severity;
import java.io.Serializable;
import java.util.Locale;

/**
 * A violation of one rule in a payload. It never holds the offending value.
 *
 * @param pointer JSON Pointer (RFC 6901) of the offending member
 * @param code name of the rule, for example {@code citizen-id.check-character}; stable across
 *     releases
 * @param severity whether the payload is refused
 * @param standard the standard the rule comes from, for example {@code GB 11643-1999}
 * @param message one sentence in English
 * @param messageZh one sentence in Chinese
 */
public record Violation(
    String pointer,
    String code,
    Severity severity,
    String standard,
    String message,
    String messageZh)
    implements Serializable {

  /**
   * The rule in the reader's language.
   *
   * @param locale Chinese gets Chinese, every other gets English
   * @return one sentence
   */
  public String message(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? messageZh : message;
  }

  /**
   * The same violation of a payload that stands inside another document.
   *
   * @param prefix JSON Pointer of the payload in that document
   * @return the violation with a pointer into that document
   */
  public Violation within(String prefix) {
    return new Violation(prefix + pointer, code, severity, standard, message, messageZh);
  }
}
