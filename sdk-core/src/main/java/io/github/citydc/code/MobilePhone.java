package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Mobile telephone number of the mainland (numbering plan of the telecommunication networks,
 * 电信网编号计划): eleven digits, 13 to 19 in front. Written without the country code and without
 * separators.
 *
 * <p>Instances are immutable and safe for use by several threads. {@link #toString()} is masked.
 */
public final class MobilePhone extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("mobile-phone", "电信网编号计划").errors("country-code", "segment");

  private static final int SEGMENT = 3;
  private static final int LENGTH = 11;
  private static final Shape SHAPE = Shape.of(Alphabet.DIGITS, LENGTH);

  private MobilePhone(String value) {
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
    if (text.length() > LENGTH && (text.charAt(0) == '+' || text.charAt(0) == '0')) {
      findings.report("country-code", 0);
    } else if (Shape.fits(text, findings, SHAPE)
        && (text.charAt(0) != '1' || text.charAt(1) < '3')) {
      findings.report("segment", 0);
    }
    return findings.toCheck();
  }

  /**
   * Reads a number.
   *
   * @param text eleven digits
   * @return the number
   * @throws InvalidCodeException if the text is not one
   */
  public static MobilePhone parse(CharSequence text) {
    return parse(text, MobilePhone::check, MobilePhone::new);
  }

  /**
   * Reads a number, if the text is one.
   *
   * @param text any text
   * @return the number, or empty
   */
  public static Optional<MobilePhone> tryParse(CharSequence text) {
    return tryParse(text, MobilePhone::check, MobilePhone::new);
  }

  /**
   * The digits that tell the network the number was first given out in.
   *
   * @return three digits, for example {@code 138}
   */
  public String segment() {
    return value().substring(0, SEGMENT);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.MOBILE_PHONE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("segment", segment()).toMap();
  }

  /** The segment, the rest masked. */
  @Override
  public String toString() {
    return segment() + "*".repeat(LENGTH - SEGMENT);
  }
}
