package io.github.citydc.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Length and alphabet of a code, character by character. Looks at no more of a text than {@value
 * #GLANCE} characters, however long it is.
 */
final class Shape {

  static final String EMPTY = "empty";
  static final String WHITESPACE = "whitespace";
  static final String INVISIBLE = "invisible-character";
  static final String FULL_WIDTH = "full-width";
  static final String LENGTH = "length";
  static final String TOO_LONG = "too-long";
  static final String LOWER_CASE = "lower-case";
  static final String CHARACTER = "character";

  private static final int GLANCE = 256;

  private final List<Alphabet> alphabets;

  private Shape(List<Alphabet> alphabets) {
    this.alphabets = List.copyOf(alphabets);
  }

  /** So many characters of an alphabet. */
  static Shape of(Alphabet alphabet, int times) {
    return new Shape(List.of()).then(alphabet, times);
  }

  /** This shape, followed by so many characters of an alphabet. */
  Shape then(Alphabet alphabet, int times) {
    List<Alphabet> longer = new ArrayList<>(alphabets);
    for (int i = 0; i < times; i++) {
      longer.add(alphabet);
    }
    return new Shape(longer);
  }

  /**
   * Returns whether a text has one of the shapes; if not, the first thing that is wrong is
   * reported.
   */
  static boolean fits(CharSequence text, Findings findings, Shape... shapes) {
    if (!isClean(text, findings)) {
      return false;
    }
    for (Shape shape : shapes) {
      if (shape.alphabets.size() == text.length()) {
        return shape.hasOnlyItsCharacters(text, findings);
      }
    }
    String lengths =
        Arrays.stream(shapes)
            .map(shape -> Integer.toString(shape.alphabets.size()))
            .collect(Collectors.joining("/"));
    findings.report(LENGTH, Findings.WHOLE, lengths, Integer.toString(text.length()));
    return false;
  }

  /**
   * Returns whether a text has something in it and neither blanks nor what looks like another
   * character: the usual harm done by spreadsheets, scanners and input methods.
   */
  static boolean isClean(CharSequence text, Findings findings) {
    return isClean(text, "", findings);
  }

  private static boolean isClean(CharSequence text, String exempt, Findings findings) {
    int length = text.length();
    if (length == 0) {
      findings.report(EMPTY, Findings.WHOLE);
      return false;
    }
    int glance = Math.min(length, GLANCE);
    for (int i = 0; i < glance; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        String rule = oddity(c);
        if (!rule.isEmpty() && exempt.indexOf(c) < 0) {
          findings.report(rule, i, arguments(rule, c));
          return false;
        }
      }
    }
    if (isBlank(text.charAt(length - 1))) {
      findings.report(WHITESPACE, length - 1, name(text.charAt(length - 1)));
      return false;
    }
    return true;
  }

  /** Returns whether a text of variable length is clean and has no more than so many characters. */
  static boolean isShort(CharSequence text, int most, Findings findings) {
    return isShort(text, most, "", findings);
  }

  /** The same, with some characters that count as clean. */
  static boolean isShort(CharSequence text, int most, String exempt, Findings findings) {
    if (!isClean(text, exempt, findings)) {
      return false;
    }
    if (text.length() > most) {
      findings.report(TOO_LONG, most, Integer.toString(most), Integer.toString(text.length()));
      return false;
    }
    return true;
  }

  /** Returns whether a text has one of two lengths. */
  static boolean hasLength(CharSequence text, int length, int other, Findings findings) {
    if (text.length() == length || text.length() == other) {
      return true;
    }
    findings.report(LENGTH, Findings.WHOLE, length + "/" + other, Integer.toString(text.length()));
    return false;
  }

  /** Returns whether a stretch of a text consists of characters of an alphabet. */
  static boolean hasOnly(
      Alphabet alphabet, CharSequence text, int from, int to, Findings findings) {
    for (int i = from; i < to; i++) {
      if (!belongs(alphabet, text, i, findings)) {
        return false;
      }
    }
    return true;
  }

  private static boolean belongs(
      Alphabet alphabet, CharSequence text, int index, Findings findings) {
    char c = text.charAt(index);
    if (alphabet.contains(c)) {
      return true;
    }
    boolean lowerCase = c >= 'a' && c <= 'z' && alphabet.contains((char) (c - 'a' + 'A'));
    findings.report(lowerCase ? LOWER_CASE : CHARACTER, index, name(c));
    return false;
  }

  /** A full-width character is the digit it stands for, and stays out of the message. */
  private static String[] arguments(String rule, char c) {
    return rule.equals(FULL_WIDTH) ? new String[0] : new String[] {name(c)};
  }

  private static String oddity(char c) {
    if (isBlank(c)) {
      return WHITESPACE;
    }
    if (c > '\uFF00' && c <= '\uFF5E') {
      return FULL_WIDTH;
    }
    return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? INVISIBLE : "";
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private boolean hasOnlyItsCharacters(CharSequence text, Findings findings) {
    for (int i = 0; i < alphabets.size(); i++) {
      if (!belongs(alphabets.get(i), text, i, findings)) {
        return false;
      }
    }
    return true;
  }

  /** A character as its number, so that a message can be printed whatever was in the text. */
  static String name(char c) {
    String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "U+" + "0".repeat(4 - digits.length()) + digits;
  }
}
