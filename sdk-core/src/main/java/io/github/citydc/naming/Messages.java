package io.github.citydc.naming;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences about names, in English and Chinese. */
final class Messages {

  private static final String BUNDLE = "io.github.citydc.naming.messages";

  private Messages() {}

  static String format(String key, Locale locale, Object... arguments) {
    boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    ResourceBundle bundle =
        ResourceBundle.getBundle(BUNDLE, chinese ? Locale.CHINESE : Locale.ROOT);
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
  }
}
