package io.github.citydc.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** In which language a command explains. */
final class LanguageOption {

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      defaultValue = "en",
      description = "The language of messages. Default: ${DEFAULT-VALUE}")
  private Language language = Language.EN;

  Locale locale() {
    return language.locale();
  }

  String choose(String english, String chinese) {
    return language == Language.ZH ? chinese : english;
  }
}
