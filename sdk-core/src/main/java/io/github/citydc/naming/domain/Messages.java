package io.github.citydc.naming.domain;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The messages about names, in English and Chinese. */
public final class Messages {

  private static final String BUNDLE = "io.github.citydc.naming.domain.messages";

  private Messages() {}

  public static String format(String key, Locale locale, Object... arguments) {
    boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    ResourceBundle bundle =
        ResourceBundle.getBundle(BUNDLE, chinese ? Locale.CHINESE : Locale.ROOT);
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
  }
}
