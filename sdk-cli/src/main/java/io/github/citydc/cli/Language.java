package io.github.citydc.cli;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** The languages messages are written in. */
enum Language {
  ZH(Locale.SIMPLIFIED_CHINESE),
  EN(Locale.ENGLISH);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** Chinese for Chinese, English for every other. */
  static Language of(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? ZH : EN;
  }

  /** The language a command speaks. */
  static Language of(CommandSpec command) {
    return ((Cdx) command.root().userObject()).language();
  }

  Locale locale() {
    return locale;
  }

  String choose(String english, String chinese) {
    return this == ZH ? chinese : english;
  }
}
