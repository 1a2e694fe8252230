package io.github.citydc.naming.domain;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name that DNS can carry and that shows a reader what it is, label by label.
 *
 * @param ascii the labels in ASCII, in lower case
 * @param unicode the labels with Chinese characters
 */
record DomainName(List<String> ascii, List<String> unicode) {

  private static final String ACE_PREFIX = "xn--";
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 253;
  private static final char IDEOGRAPHIC_FULL_STOP = '。';

  DomainName {
    ascii = List.copyOf(ascii);
    unicode = List.copyOf(unicode);
  }

  /** Takes a name apart; a dot at its end is dropped, and 。 is a dot. */
  static DomainName read(String text) {
    if (text.isEmpty()) {
      throw new InvalidDomainException(NamingRule.EMPTY);
    }
    text.codePoints().forEach(DomainName::requireVisible);
    text.chars().forEach(DomainName::requireNoUrl);
    String name = text.replace(IDEOGRAPHIC_FULL_STOP, '.');
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    List<String> ascii = new ArrayList<>();
    List<String> unicode = new ArrayList<>();
    for (String label : name.split("\\.", -1)) {
      String shown = decode(lowerCase(label), ascii.size() + 1);
      requireForm(shown, ascii.size() + 1);
      unicode.add(shown);
      ascii.add(encode(shown, ascii.size() + 1));
    }
    if (String.join(".", ascii).length() > LONGEST_NAME) {
      throw new InvalidDomainException(NamingRule.NAME_LENGTH, LONGEST_NAME);
    }
    return new DomainName(ascii, unicode);
  }

  private static void requireVisible(int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          throw new InvalidDomainException(NamingRule.INVISIBLE_CHARACTER, codePoint(character));
      default -> {}
    }
    if (character >= '\uFF01' && character <= '\uFF5E') {
      throw new InvalidDomainException(NamingRule.FULL_WIDTH, codePoint(character));
    }
  }

  private static void requireNoUrl(int character) {
    switch (character) {
      case '@' -> throw new InvalidDomainException(NamingRule.USER_INFO);
      case ':', '/', '\\', '?', '#' -> throw new InvalidDomainException(NamingRule.NOT_A_NAME);
      default -> {}
    }
  }

  /**
   * ASCII letters only: other capitals, the Kelvin sign for one, must not turn into Latin letters.
   */
  private static String lowerCase(String label) {
    StringBuilder lower = new StringBuilder(label.length());
    label
        .chars()
        .map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)
        .forEach(c -> lower.append((char) c));
    return lower.toString();
  }

  private static String decode(String label, int place) {
    if (!label.startsWith(ACE_PREFIX)) {
      return label;
    }
    requireLength(label, place);
    String decoded = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
    if (decoded.equals(label) || isAscii(decoded) || !encode(decoded, place).equals(label)) {
      throw new InvalidDomainException(NamingRule.PUNYCODE, place);
    }
    return decoded;
  }

  private static String encode(String label, int place) {
    if (isAscii(label)) {
      requireLength(label, place);
      return label;
    }
    try {
      return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new InvalidDomainException(NamingRule.LABEL_LENGTH, place, LONGEST_LABEL);
    }
  }

  private static void requireLength(String label, int place) {
    if (label.length() > LONGEST_LABEL) {
      throw new InvalidDomainException(NamingRule.LABEL_LENGTH, place, LONGEST_LABEL);
    }
  }

  private static void requireForm(String label, int place) {
    if (label.isEmpty()) {
      throw new InvalidDomainException(NamingRule.EMPTY_LABEL, place);
    }
    label.codePoints().forEach(character -> requireLetter(character, place));
    if (label.startsWith("-") || label.endsWith("-") || label.startsWith("--", 2)) {
      throw new InvalidDomainException(NamingRule.HYPHEN, place);
    }
    if (!isAscii(label) && !IDN.toUnicode(encode(label, place)).equals(label)) {
      throw new InvalidDomainException(NamingRule.SCRIPT, place);
    }
  }

  private static void requireLetter(int character, int place) {
    if (character < 0x80) {
      boolean fits =
          character == '-'
              || (character >= '0' && character <= '9')
              || (character >= 'a' && character <= 'z');
      if (!fits) {
        throw new InvalidDomainException(NamingRule.CHARACTER, place, codePoint(character));
      }
    } else if (Character.UnicodeScript.of(character) != Character.UnicodeScript.HAN) {
      throw new InvalidDomainException(NamingRule.SCRIPT, place);
    }
  }

  private static boolean isAscii(String label) {
    return label.chars().allMatch(c -> c < 0x80);
  }

  private static String codePoint(int character) {
    return String.format(Locale.ROOT, "U+%04X", character);
  }
}
