package io.github.citydc.validation.internal;

import jakarta.validation.MessageInterpolator;
import java.util.Locale;

/**
 * A message in the two languages of a violation, written as one text while it is on its way through
 * a provider.
 *
 * @param english the message in English
 * @param chinese the message in Chinese
 */
record BothLanguages(String english, String chinese) {

  private static final char BETWEEN = '\u0000';

  static BothLanguages of(String text) {
    int end = text.indexOf(BETWEEN);
    return end < 0
        ? new BothLanguages(text, text)
        : new BothLanguages(text.substring(0, end), text.substring(end + 1));
  }

  /** Makes messages of both languages. */
  record Interpolator(MessageInterpolator ofProvider) implements MessageInterpolator {

    @Override
    public String interpolate(String template, Context context) {
      return interpolate(template, context, Locale.ROOT);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return ofProvider.interpolate(template, context, Locale.ENGLISH)
          + BETWEEN
          + ofProvider.interpolate(template, context, Locale.SIMPLIFIED_CHINESE);
    }
  }
}
