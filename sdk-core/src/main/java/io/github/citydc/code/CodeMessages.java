package io.github.citydc.code;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;

/** The sentences behind the rule names, in English and Chinese. */
final class CodeMessages {

  private static final String BUNDLE = "io.github.citydc.code.messages";
  private static final String SHARED = "any.";
  private static final String BETWEEN = "any";
  private static final String OF_KIND = "any.of-kind";

  /** Kinds that say nothing which the title of a member does not. */
  private static final Set<String> UNTITLED =
      Set.of("member", "text", "code-set", "identity", "secrecy", "json");

  private CodeMessages() {}

  /** The sentence of a rule, {@code <kind>.<name>}: its own one, or the one all kinds share. */
  static String format(String rule, List<String> arguments, Locale locale) {
    return title(kindOf(rule), locale)
        + bundle(locale).getString(BETWEEN)
        + sentence(rule, arguments, locale);
  }

  /** The sentence about something with a title of its own. */
  static String format(String subject, String rule, List<String> arguments, Locale locale) {
    String kind = kindOf(rule);
    String title = UNTITLED.contains(kind) ? subject : withKind(subject, kind, locale);
    return Character.toUpperCase(title.charAt(0))
        + title.substring(1)
        + bundle(locale).getString(BETWEEN)
        + sentence(rule, arguments, locale);
  }

  private static String withKind(String subject, String kind, Locale locale) {
    String ofKind = title(kind, locale);
    boolean isSaid = subject.toLowerCase(Locale.ROOT).contains(ofKind.toLowerCase(Locale.ROOT));
    return isSaid
        ? subject
        : new MessageFormat(bundle(locale).getString(OF_KIND), Locale.ROOT)
            .format(
                new Object[] {
                  subject, Character.toLowerCase(ofKind.charAt(0)) + ofKind.substring(1)
                });
  }

  private static String kindOf(String rule) {
    return rule.substring(0, rule.indexOf('.'));
  }

  private static String sentence(String rule, List<String> arguments, Locale locale) {
    ResourceBundle bundle = bundle(locale);
    String key = bundle.containsKey(rule) ? rule : SHARED + rule.substring(rule.indexOf('.') + 1);
    try {
      return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments.toArray());
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
