package io.github.citydc.cli;

import java.util.Optional;
import java.util.ResourceBundle;

/** The help in languages other than English, which is written next to the options. */
final class HelpTexts {

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private HelpTexts() {}

  /** The texts of a language, empty for English. */
  static Optional<ResourceBundle> in(Language language) {
    return language == Language.EN
        ? Optional.empty()
        : Optional.of(
            ResourceBundle.getBundle(
                HelpTexts.class.getPackageName() + ".help", language.locale(), NO_FALLBACK));
  }
}
