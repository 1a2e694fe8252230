package io.github.citydc.code;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The sentences behind the rule names, in English and Chinese. */
final class CodeMessages {

  private static final String BUNDLE = "io.github.citydc.code.messages";
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private CodeMessages() {}

  static String format(String rule, List<String> arguments, Locale locale) {
    try {
      String pattern = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK).getString(rule);
      return new MessageFormat(pattern, Locale.ROOT).format(arguments.toArray());
    } catch (MissingResourceException e) {
      throw new IllegalStateException("No message for the rule " + rule, e);
    }
  }
}
