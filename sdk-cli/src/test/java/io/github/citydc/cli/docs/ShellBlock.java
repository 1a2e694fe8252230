package io.github.citydc.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of {@code cdx} in a block of shell lines. */
final class ShellBlock {

  private static final Pattern CDX =
      Pattern.compile(
          "(?m)^\\s*(?:\\$ )?(?:[A-Z_]+=\\S+ )*(?:.*\\| )?(?:cdx|java [^\n]*cdx\\.jar) (.*)$");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  private ShellBlock() {}

  static List<List<String>> commandsOfCdx(String text) {
    List<List<String>> commands = new ArrayList<>();
    CDX.matcher(text.replace("\\\n", " "))
        .results()
        .map(command -> words(command.group(1)))
        .filter(words -> !words.isEmpty())
        .forEach(commands::add);
    return commands;
  }

  /** The words up to a comment, a pipe, a redirection or the end of the command. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()
        && !Stream.of("#", "|", ">", "<", "&", ";", "2>").anyMatch(word.group()::startsWith)) {
      words.add(
          Stream.of(1, 2, 3)
              .map(word::group)
              .filter(found -> found != null)
              .findFirst()
              .orElseThrow());
    }
    return words;
  }
}
