package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.internal.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
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

  /** All words, for the script. */
  String toJson() {
    ObjectNode json = StrictJson.newObject();
    Collections.list(words.getKeys()).forEach(key -> json.put(key, words.getString(key)));
    return new String(StrictJson.write(json), StandardCharsets.UTF_8);
  }

  String get(String key) {
    return words.getString(key);
  }
}
