package io.github.citydc.exchange.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The details of problems in Chinese, found by their English sentences: what throws says it once,
 * in English. Immutable.
 */
final class DetailTexts {

  private static final String GAP = "{}";
  private static final String BETWEEN = " = ";
  private static final List<Sentence> SENTENCES = load();

  private DetailTexts() {}

  private record Sentence(Pattern english, String chinese) {

    static Sentence of(String line) {
      int end = line.indexOf(BETWEEN);
      StringBuilder pattern = new StringBuilder();
      for (String piece : line.substring(0, end).split("\\{}", -1)) {
        pattern
            .append(pattern.isEmpty() ? "" : "(.*)")
            .append(piece.isEmpty() ? "" : quoted(piece));
      }
      String english = line.startsWith(GAP) ? "(.*)" + pattern : pattern.toString();
      return new Sentence(
          Pattern.compile(english, Pattern.DOTALL), line.substring(end + BETWEEN.length()));
    }

    private static String quoted(String piece) {
      return Pattern.quote(piece);
    }

    Optional<String> translate(String detail) {
      Matcher found = english.matcher(detail);
      if (!found.matches()) {
        return Optional.empty();
      }
      String text = chinese;
      for (int i = 1; i <= found.groupCount() && text.contains(GAP); i++) {
        int gap = text.indexOf(GAP);
        text = text.substring(0, gap) + found.group(i) + text.substring(gap + GAP.length());
      }
      return Optional.of(text);
    }
  }

  private static List<Sentence> load() {
    try (InputStream in = DetailTexts.class.getResourceAsStream("details_zh.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Optional.ofNullable(in).orElseThrow(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && line.contains(BETWEEN))
          .map(Sentence::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A detail in Chinese.
   *
   * @param detail in English
   * @return the same in Chinese, empty if it is not known here
   */
  static Optional<String> chinese(String detail) {
    for (Sentence sentence : SENTENCES) {
      Optional<String> translated = sentence.translate(detail);
      if (translated.isPresent()) {
        return translated;
      }
    }
    return Optional.empty();
  }
}
