package io.github.citydc.code;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The sentences behind the rule names, in English and Chinese. */
final class CodeMessages {

  private static final String BUNDLE = "io.github.citydc.code.messages";
  private static final String SHARED = "any.";
  private static final String BETWEEN = "any";

  private CodeMessages() {}

  /** The sentence of a rule, {@code <kind>.<name>}: its own one, or the one all kinds share. */
  static String format(String rule, List<String> arguments, Locale locale) {
    ResourceBundle bundle = bundle(locale);
    int dot = rule.indexOf('.');
    try {
      String title = bundle.getString(rule.substring(0, dot));
      String key = bundle.containsKey(rule) ? rule : SHARED + rule.substring(dot + 1);
      String sentence = bundle.getString(key);
      return title
          + bundle.getString(BETWEEN)
          + new MessageFormat(sentence, Locale.ROOT).format(arguments.toArray());
    } catch (MissingResourceException e) {
      throw new IllegalStateException("No message for the rule " + rule, e);
    }
  }

  /** What a kind of code is called. */
  static String title(String kind, Locale locale) {
    return bundle(locale).getString(kind);
  }

  /** Chinese or the root: never the language the machine happens to speak. */
  private static ResourceBundle bundle(Locale locale) {
    boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    return ResourceBundle.getBundle(BUNDLE, chinese ? Locale.CHINESE : Locale.ROOT);
  }
}
