package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Business registration number 工商注册号 (GS 15-2006): 6 digits for the registration authority, 8 for
 * the serial and a check digit of ISO 7064 MOD 11,10. The unified social credit code has replaced
 * it.
 *
 * <p>An authority in a division that no list has is accepted with a warning; a strict check refuses
 * it.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class BusinessRegistrationNumber extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("business-registration", "GS 15-2006")
          .errors("check-character")
          .lookalikes(Lookalike.CREDIT_CODE, Lookalike.ORG_CODE)
          .warningsOf("GB/T 2260", "unknown-division");

  private static final int AUTHORITY = 6;
  private static final int CHECK = 14;
  private static final Shape SHAPE = Shape.of(Alphabet.DIGITS, CHECK + 1);

  private BusinessRegistrationNumber(String value) {
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
    return examine(text, strictness).toCheck(text);
  }

  static Findings examine(CharSequence text, Strictness strictness) {
    Findings findings = new Findings(RULES, strictness);
    if (Shape.fits(text, findings, SHAPE)) {
      if (!CountyCodes.containOrNation(text, 0)) {
        findings.report("unknown-division", 0);
      }
      if (text.charAt(CHECK) != CheckCharacters.mod11x10(text, CHECK)) {
        findings.report("check-character", CHECK);
      }
    }
    return findings;
  }

  /**
   * Reads a number.
   *
   * @param text fifteen digits
   * @return the number
   * @throws InvalidCodeException if the text is not one
   */
  public static BusinessRegistrationNumber parse(CharSequence text) {
    return parse(text, BusinessRegistrationNumber::check, BusinessRegistrationNumber::new);
  }

  /**
   * Reads a number, if the text is one.
   *
   * @param text any text
   * @return the number, or empty
   */
  public static Optional<BusinessRegistrationNumber> tryParse(CharSequence text) {
    return tryParse(text, BusinessRegistrationNumber::check, BusinessRegistrationNumber::new);
  }

  /**
   * The division of the registration authority, 100000 for the central one.
   *
   * @return a code of six digits
   */
  public DivisionCode division() {
    return DivisionCode.ofChecked(value().substring(0, AUTHORITY));
  }

  /**
   * The serial number that the authority gave.
   *
   * @return eight digits
   */
  public String serial() {
    return value().substring(AUTHORITY, CHECK);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.BUSINESS_REGISTRATION;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("division", division()).with("serial", serial()).toMap();
  }
}
