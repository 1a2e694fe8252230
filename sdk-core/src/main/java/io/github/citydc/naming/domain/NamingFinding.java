package io.github.citydc.naming.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A finding about a name.
 *
 * @param rule the rule it does not follow
 * @param weight whether the name is refused
 * @param arguments what the sentence mentions; never a text that was not recognised
 * @param suggestion the name that would follow the rule, if there is one
 */
public record NamingFinding(
    NamingRule rule, Weight weight, List<String> arguments, Optional<String> suggestion) {

  /** The severity of a finding. */
  public enum Weight {
    /** The name must not be used. */
    ERROR,
    /**
     * The name is, or may be, in use by right: it is older than the rule, the rule allows for
     * exceptions, or the owner is not known for certain.
     */
    ADVICE
  }

  /** Copies the arguments. */
  public NamingFinding {
    arguments = List.copyOf(arguments);
  }

  static NamingFinding error(NamingRule rule, Object... arguments) {
    return of(rule, Weight.ERROR, arguments);
  }

  static NamingFinding of(NamingRule rule, Weight weight, Object... arguments) {
    List<String> texts = List.of(arguments).stream().map(Object::toString).toList();
    return new NamingFinding(rule, weight, texts, Optional.empty());
  }

  NamingFinding suggesting(Object name) {
    return new NamingFinding(rule, weight, arguments, Optional.of(name.toString()));
  }

  /**
   * Returns whether the name is refused.
   *
   * @return true for an error
   */
  public boolean isError() {
    return weight == Weight.ERROR;
  }

  /**
   * The finding in words, Chinese for a Chinese locale and English for every other.
   *
   * @param locale the reader's language
   * @return one sentence
   */
  public String message(Locale locale) {
    return Messages.format(rule.wireName(), locale, arguments.toArray());
  }
}
