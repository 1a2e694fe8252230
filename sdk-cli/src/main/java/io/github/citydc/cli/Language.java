package io.github.citydc.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** The languages messages are written in. */
enum Language {
  ZH(Locale.SIMPLIFIED_CHINESE),
  EN(Locale.ENGLISH);

  private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** Chinese for Chinese, English for every other. */
  static Language of(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? ZH : EN;
  }

  /**
   * The language of the user: that of the first variable that is set of those that POSIX names,
   * which counts even where the system has no such locale; else that of the JVM.
   *
   * @param environment the variables of the process
   * @param locale that of the JVM
   */
  static Language ofSystem(Map<String, String> environment, Locale locale) {
    return VARIABLES.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(value -> of(Locale.forLanguageTag(value.replaceFirst("[_.@].*", ""))))
        .orElseGet(() -> of(locale));
  }

  /** The language of a command's messages. */
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
