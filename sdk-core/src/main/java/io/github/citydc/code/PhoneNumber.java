package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Telephone number 电话号码 of any kind that can be called, as contacts have it (电信网编号计划, ITU-T E.164):
 *
 * <ul>
 *   <li>a {@linkplain MobilePhone mobile} number, {@code 13800138000};
 *   <li>a {@linkplain FixedLinePhone fixed-line} number with its area code and possibly an
 *       extension, {@code 020-83330360-123};
 *   <li>a number of the whole country that begins with 400 or 800, {@code 400-830-1234};
 *   <li>a service number that begins with 95 or 96, or a short number of three, five or six digits,
 *       with or without the area code that it belongs to: {@code 95588}, {@code 12345}, {@code
 *       020-12345}, {@code 110};
 *   <li>any number with its country code, {@code +852-21234567}, {@code +86 138 0013 8000}. Hyphens
 *       and single spaces may stand between the digits. Numbers of Hong Kong, Macao and other
 *       countries are written like this.
 * </ul>
 *
 * <p>A fixed-line number without area code is accepted with a warning; a strict check refuses it.
 *
 * <p>Instances are immutable and safe for use by several threads. {@link #toString()} is masked.
 */
public final class PhoneNumber extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("phone", "电信网编号计划")
          .errors("form", "country-code", "area-code", "subscriber", "extension", "too-long")
          .warnings("no-area-code");

  private static final int MOST = 30;
  private static final int MOBILE_LENGTH = 11;
  private static final int SHOWN = 3;
  private static final String EXTENSION = "(-[0-9]{1,6})?";
  private static final Pattern SERVICE = Pattern.compile("[48]00(-?[0-9]){7}" + EXTENSION);
  private static final Pattern SHORT =
      Pattern.compile("(0[0-9]{2,3}-?)?(1[0-2][0-9]([0-9]{2,3})?|95[0-9]{3,6}|96[0-9]{3,4})");
  private static final Pattern OTHER_EXTENSION = Pattern.compile("[0-9-]{7,}(转|轉|[#*,xX]).*");
  private static final Pattern LOCAL = Pattern.compile("[2-9][0-9]{6,7}" + EXTENSION);
  private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9]([ -]?[0-9]){6,14}");
  private static final Pattern OF_CHINA =
      Pattern.compile(
          "\\+86(1[3-9][0-9]{9}|(10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}|[48]00[0-9]{7})");
  private static final Pattern OF_HONG_KONG_OR_MACAO = Pattern.compile("\\+85[23][0-9]{8}");

  private PhoneNumber(String value) {
    super(value);
  }

  /**
   * Checks a text, accepting with a warning a fixed-line number without area code.
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
    if (isMobile(text)) {
      return CodeCheck.valid();
    }
    Findings findings = new Findings(RULES, strictness);
    boolean international = text.length() > 0 && text.charAt(0) == '+';
    if (Shape.isShort(text, MOST, international ? " " : "", findings)) {
      examine(text.toString(), findings);
    }
    return findings.toCheck();
  }

  /** By hand, as nearly every number is one and is checked with every person. */
  private static boolean isMobile(CharSequence text) {
    if (text.length() != MOBILE_LENGTH || text.charAt(0) != '1' || text.charAt(1) < '3') {
      return false;
    }
    for (int i = 1; i < MOBILE_LENGTH; i++) {
      if (!Alphabet.DIGITS.contains(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static void examine(String text, Findings findings) {
    if (text.startsWith("+")) {
      if (!isInternational(text)) {
        findings.report("country-code", 0);
      }
    } else if (text.startsWith("00")) {
      findings.report("country-code", 0);
    } else if (OTHER_EXTENSION.matcher(text).matches()) {
      findings.report("extension", Findings.WHOLE);
    } else if (!SHORT.matcher(text).matches() && !SERVICE.matcher(text).matches()) {
      if (text.startsWith("0")) {
        FixedLinePhone.examine(text, findings);
      } else {
        findings.report(LOCAL.matcher(text).matches() ? "no-area-code" : "form", Findings.WHOLE);
      }
    }
  }

  private static boolean isInternational(String text) {
    if (!INTERNATIONAL.matcher(text).matches()) {
      return false;
    }
    String digits = text.replaceAll("[ -]", "");
    if (digits.startsWith("+86")) {
      return OF_CHINA.matcher(digits).matches() || digits.startsWith("+886");
    }
    boolean nearby = digits.startsWith("+852") || digits.startsWith("+853");
    return !nearby || OF_HONG_KONG_OR_MACAO.matcher(digits).matches();
  }

  /**
   * Reads a number.
   *
   * @param text a number in one of the forms above
   * @return the number
   * @throws InvalidCodeException if the text is not one
   */
  public static PhoneNumber parse(CharSequence text) {
    return parse(text, PhoneNumber::check, PhoneNumber::new);
  }

  /**
   * Reads a number, if the text is one.
   *
   * @param text any text
   * @return the number, or empty
   */
  public static Optional<PhoneNumber> tryParse(CharSequence text) {
    return tryParse(text, PhoneNumber::check, PhoneNumber::new);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.PHONE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("form", form()).toMap();
  }

  private String form() {
    if (isMobile(value())) {
      return "mobile";
    }
    if (value().startsWith("+")) {
      return "international";
    }
    if (SHORT.matcher(value()).matches()) {
      return "short";
    }
    return SERVICE.matcher(value()).matches() ? "nationwide" : "fixed-line";
  }

  /** The first three characters, the rest masked. */
  @Override
  public String toString() {
    return value().substring(0, SHOWN) + "*".repeat(value().length() - SHOWN);
  }
}
