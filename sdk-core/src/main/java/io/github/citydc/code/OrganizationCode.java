package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Organization code 组织机构代码 (GB 11714-1997): eight digits or capital letters and a check character,
 * {@code 0}–{@code 9} or {@code X}. The number of an organization before the unified social credit
 * code, and a part of that.
 *
 * <pre>{@code
 * OrganizationCode code = OrganizationCode.parse("D2143569X");
 * code.printed();  // D2143569-X
 * }</pre>
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class OrganizationCode extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("org-code", "GB 11714-1997")
          .errors("hyphen", "check-character")
          .lookalikes(Lookalike.CREDIT_CODE);

  private static final int CHECK = 8;
  private static final Shape SHAPE =
      Shape.of(Alphabet.DIGITS_AND_LETTERS, CHECK).then(Alphabet.of("0123456789X"), 1);

  private OrganizationCode(String value) {
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
    return examine(text, strictness).toCheck(text);
  }

  static Findings examine(CharSequence text, Strictness strictness) {
    Findings findings = new Findings(RULES, strictness);
    if (text.length() == CHECK + 2 && text.charAt(CHECK) == '-') {
      findings.report("hyphen", CHECK);
    } else if (Shape.fits(text, findings, SHAPE)
        && text.charAt(CHECK) != CheckCharacters.organization(text, 0)) {
      findings.report("check-character", CHECK);
    }
    return findings;
  }

  /**
   * Reads a code.
   *
   * @param text nine characters, without the hyphen of the printed form
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static OrganizationCode parse(CharSequence text) {
    return parse(text, OrganizationCode::check, OrganizationCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<OrganizationCode> tryParse(CharSequence text) {
    return tryParse(text, OrganizationCode::check, OrganizationCode::new);
  }

  /**
   * The form on paper.
   *
   * @return the code with a hyphen before its check character
   */
  public String printed() {
    return value().substring(0, CHECK) + "-" + value().substring(CHECK);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.ORG_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("printed", printed()).toMap();
  }
}
