package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Website identification code 网站标识码 that a government website shows in its footer (guide to the
 * development of government websites, 国办发〔2017〕47号): 6 digits for the division of the website's
 * organ and 4 for the serial number, or {@code bm} and 8 digits for a ministry.
 *
 * <p>A division that no list has is accepted with a warning; a strict check refuses it.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class WebsiteId extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("website-id", "国办发〔2017〕47号").warningsOf("GB/T 2260", "unknown-division");

  private static final String MINISTRY = "bm";
  private static final int SERIAL = 6;
  private static final Shape LOCAL = Shape.of(Alphabet.DIGITS, 10);
  private static final Shape OF_MINISTRY =
      Shape.of(Alphabet.of("b"), 1).then(Alphabet.of("m"), 1).then(Alphabet.DIGITS, 8);

  private WebsiteId(String value) {
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
    boolean ofMinistry = text.length() > 0 && text.charAt(0) == 'b';
    if (Shape.fits(text, findings, ofMinistry ? OF_MINISTRY : LOCAL)
        && !ofMinistry
        && !CountyCodes.contain(text, 0)) {
      findings.report("unknown-division", 0);
    }
    return findings.toCheck();
  }

  /**
   * Reads a code.
   *
   * @param text ten characters
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static WebsiteId parse(CharSequence text) {
    return parse(text, WebsiteId::check, WebsiteId::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<WebsiteId> tryParse(CharSequence text) {
    return tryParse(text, WebsiteId::check, WebsiteId::new);
  }

  /**
   * The division of the organ that runs the website.
   *
   * @return a code of six digits, empty for a ministry
   */
  public Optional<DivisionCode> division() {
    return isOfMinistry()
        ? Optional.empty()
        : Optional.of(DivisionCode.ofChecked(value().substring(0, SERIAL)));
  }

  /**
   * Returns whether a ministry of the central government runs the website.
   *
   * @return true if the code begins with {@code bm}
   */
  public boolean isOfMinistry() {
    return value().startsWith(MINISTRY);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.WEBSITE_ID;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("division", division()).with("ofMinistry", isOfMinistry()).toMap();
  }
}
