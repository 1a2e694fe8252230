package io.github.citydc.testkit.internal;

import java.util.Locale;
import java.util.ResourceBundle;

/** The words of the console page in one of its two languages. Immutable. */
final class ConsoleTexts {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ResourceBundle words;

  private ConsoleTexts(Locale locale) {
    this.locale = locale;
    this.words =
        ResourceBundle.getBundle(
            ConsoleTexts.class.getPackageName() + ".console", locale, NO_FALLBACK);
  }

  /** Chinese for Chinese, English for every other. */
  static ConsoleTexts in(Locale wanted) {
    boolean chinese = wanted.getLanguage().equals(Locale.CHINESE.getLanguage());
    return new ConsoleTexts(chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
  }

  boolean isChinese() {
    return locale.equals(Locale.SIMPLIFIED_CHINESE);
  }

  String languageTag() {
    return locale.toLanguageTag();
  }

  String get(String key) {
    return words.getString(key);
  }
}
