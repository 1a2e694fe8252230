package io.github.citydc.code;

import java.util.List;
import java.util.Locale;

/**
 * A reason why a text is not a valid code. It never holds the text itself, so that it can be
 * logged.
 *
 * @param rule name of the rule that is broken, for example {@code citizen-id.check-character};
 *     stable across releases
 * @param position index of the offending character, counted from 0, or -1 if the fault has no place
 *     of its own
 * @param severity whether the text is refused
 * @param standard the standard the rule comes from, for example {@code GB 11643-1999}
 * @param arguments what the message mentions besides; never a part of a personal identifier
 */
public record CodeFault(
    String rule, int position, Severity severity, String standard, List<String> arguments) {

  /** Copies the arguments. */
  public CodeFault {
    arguments = List.copyOf(arguments);
  }

  /**
   * The fault in words, Chinese for a Chinese locale and English for every other.
   *
   * @param locale the reader's language
   * @return one sentence without the offending text
   */
  public String message(Locale locale) {
    return CodeMessages.format(rule, arguments, locale);
  }

  /**
   * The fault of a member in words, which begin with the title of the member, for example {@code
   * Name: required}. The kind of code follows it where the title does not say it already.
   *
   * @param subject what the member is called, in the reader's language
   * @param locale the reader's language, Chinese for a Chinese locale and English for every other
   * @return one sentence without the offending text
   */
  public String message(String subject, Locale locale) {
    return CodeMessages.format(subject, rule, arguments, locale);
  }
}
