package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Unified social credit code 统一社会信用代码 (GB 32100-2015, with amendment 1): one character for the
 * registering department, one for the category of organization, 6 digits for the division of the
 * registering authority, 9 characters of organization code (GB 11714) and a check character of base
 * 31. The letters I, O, S, V and Z do not occur.
 *
 * <pre>{@code
 * CreditCode code = CreditCode.parse("91350100M000100Y43");
 * code.department();    // 9, industry and commerce
 * code.category();      // 91, enterprise
 * code.division();      // 350100
 * code.organization();  // M000100Y4
 * }</pre>
 *
 * <p>Departments, categories and divisions that are not known are accepted with a warning, and so
 * is an organization part without a correct check character of its own, as such codes have been
 * issued; a strict check refuses them. The same holds for a wrong check character of an enterprise
 * in Xiamen (division 3502…) whose organization part does not begin with MA: before 2016 codes with
 * another check character were issued there, and registers still have them.
 *
 * <p>The division may be a {@linkplain DivisionKind#SUMMARY summary row} of GB/T 2260: most
 * companies of Guangzhou have 440101.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class CreditCode extends Identifier {

  private CreditCode(String value) {
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
    return CreditCodeCheck.isUnremarkable(text)
        ? CodeCheck.valid()
        : CreditCodeCheck.check(text, strictness);
  }

  /**
   * Reads a code.
   *
   * @param text 18 characters
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static CreditCode parse(CharSequence text) {
    return parse(text, CreditCode::check, CreditCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<CreditCode> tryParse(CharSequence text) {
    return tryParse(text, CreditCode::check, CreditCode::new);
  }

  /**
   * The department that registers the organization.
   *
   * @return one character, for example {@code 9} for industry and commerce
   */
  public String department() {
    return value().substring(0, 1);
  }

  /**
   * The category of organization, which only means something together with the department.
   *
   * @return department and category, for example {@code 91} for an enterprise
   */
  public String category() {
    return value().substring(0, 2);
  }

  /**
   * The division of the registering authority, 100000 for one of the central government.
   *
   * @return a code of six digits
   */
  public DivisionCode division() {
    return DivisionCode.ofChecked(value().substring(2, 8));
  }

  /**
   * The organization code inside.
   *
   * @return nine characters; the last of them is not in every case a correct check character
   */
  public String organization() {
    return value().substring(8, 17);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.CREDIT_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("department", department())
        .with("category", category())
        .with("division", division())
        .with("organization", organization())
        .toMap();
  }
}
