package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Postal code 邮政编码 of the mainland: six digits, the first two for the province, 51 to 53 for
 * Guangdong.
 *
 * <p>Whether a post office has the code is not checked; 00 in front is accepted with a warning, and
 * a strict check refuses it.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class PostalCode extends Identifier {

  static final RuleBook RULES = RuleBook.of("postal-code", "邮政编码").warnings("province");

  private static final Shape SHAPE = Shape.of(Alphabet.DIGITS, 6);

  private PostalCode(String value) {
    super(value);
  }

  /**
   * Checks a text, accepting with a warning what practice allows beyond the standard.
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
    if (Shape.fits(text, findings, SHAPE) && text.charAt(0) == '0' && text.charAt(1) == '0') {
      findings.report("province", 0);
    }
    return findings.toCheck();
  }

  /**
   * Reads a code.
   *
   * @param text six digits
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static PostalCode parse(CharSequence text) {
    return parse(text, PostalCode::check, PostalCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<PostalCode> tryParse(CharSequence text) {
    return tryParse(text, PostalCode::check, PostalCode::new);
  }

  /**
   * The digits that stand for the province or a part of it.
   *
   * @return two digits
   */
  public String province() {
    return value().substring(0, 2);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.POSTAL_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("province", province()).toMap();
  }
}
