package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Fixed-line telephone number of the mainland (numbering plan of the telecommunication networks,
 * 电信网编号计划): area code of three or four digits, beginning with 0, seven or eight digits that do not
 * begin with 0 or 1, and possibly an extension of up to six digits. A hyphen may stand between area
 * code and number and must stand before an extension: {@code 020-83330360}, {@code 02083330360},
 * {@code 0769-22830000-123}.
 *
 * <p>Instances are immutable and safe for use by several threads. {@link #toString()} is masked.
 */
public final class FixedLinePhone extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("fixed-line-phone", "电信网编号计划")
          .errors("area-code", "subscriber", "extension", "too-long");

  private static final int MOST = 24;
  private static final int MOST_OF_EXTENSION = 6;
  private static final char HYPHEN = '-';

  private FixedLinePhone(String value) {
    super(value);
  }

  /**
   * Checks a text. No rule only warns, so that strictness makes no difference.
   *
   * @param text any text
   * @return the findings
   */
  public static CodeCheck check(CharSequence text) {
    return check(text, Strictness.LENIENT);
  }

  /**
   * Checks a text.
   *
   * @param text any text
   * @param strictness whether warnings refuse it
   * @return the findings
   */
  public static CodeCheck check(CharSequence text, Strictness strictness) {
    Findings findings = new Findings(RULES, strictness);
    if (Shape.isShort(text, MOST, findings)) {
      examine(text.toString(), findings);
    }
    return findings.toCheck();
  }

  /** Reports under the names that the rule books of both kinds of number have. */
  static void examine(String text, Findings findings) {
    int number = subscriberStart(text);
    int end = subscriberEnd(text);
    if (number < 0) {
      findings.report("area-code", 0);
    } else if (Shape.hasOnly(Alphabet.DIGITS, text, number, end, findings)) {
      if (end - number < 7 || end - number > 8 || text.charAt(number) < '2') {
        findings.report("subscriber", number);
      }
      int digits = text.length() - end - 1;
      if (end < text.length()
          && Shape.hasOnly(Alphabet.DIGITS, text, end + 1, text.length(), findings)
          && (digits == 0 || digits > MOST_OF_EXTENSION)) {
        findings.report("extension", end);
      }
    }
  }

  private static int areaLength(String text) {
    boolean ofCity = text.startsWith("01") || text.startsWith("02");
    int length = ofCity ? 3 : 4;
    if (text.length() <= length || text.charAt(0) != '0' || text.charAt(1) == '0') {
      return -1;
    }
    for (int i = 1; i < length; i++) {
      if (!Alphabet.DIGITS.contains(text.charAt(i))) {
        return -1;
      }
    }
    return length;
  }

  private static int subscriberStart(String text) {
    int area = areaLength(text);
    return area > 0 && text.charAt(area) == HYPHEN ? area + 1 : area;
  }

  private static int subscriberEnd(String text) {
    int hyphen = text.indexOf(HYPHEN, Math.max(0, subscriberStart(text)));
    return hyphen < 0 ? text.length() : hyphen;
  }

  /**
   * Reads a number.
   *
   * @param text area code, number, possibly an extension
   * @return the number
   * @throws InvalidCodeException if the text is not one
   */
  public static FixedLinePhone parse(CharSequence text) {
    return parse(text, FixedLinePhone::check, FixedLinePhone::new);
  }

  /**
   * Reads a number, if the text is one.
   *
   * @param text any text
   * @return the number, or empty
   */
  public static Optional<FixedLinePhone> tryParse(CharSequence text) {
    return tryParse(text, FixedLinePhone::check, FixedLinePhone::new);
  }

  /**
   * The area code.
   *
   * @return three or four digits, for example {@code 020}
   */
  public String areaCode() {
    return value().substring(0, areaLength(value()));
  }

  /**
   * The extension.
   *
   * @return one to six digits, empty if there is none
   */
  public Optional<String> extension() {
    int end = subscriberEnd(value());
    return end < value().length() ? Optional.of(value().substring(end + 1)) : Optional.empty();
  }

  /**
   * The form with a hyphen after the area code.
   *
   * @return for example {@code 020-83330360}
   */
  public String hyphenated() {
    return areaCode() + HYPHEN + value().substring(subscriberStart(value()));
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.FIXED_LINE_PHONE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("areaCode", areaCode()).toMap();
  }

  /** The area code, the rest masked. */
  @Override
  public String toString() {
    return areaCode() + HYPHEN + "*".repeat(8);
  }
}
