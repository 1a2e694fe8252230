package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Code of a city-management component 城市管理部件 (GB/T 30428.2), a lamp or a manhole cover: 6 digits
 * for the division, 2 for the class, 2 for the subclass, 6 for the serial number.
 *
 * <p>A class outside 01 to 06 and a division that no list has are accepted with a warning, as
 * cities extend the classes; a strict check refuses them.
 *
 * <p>The layout is that of the codes in use; it was not checked against the text of the standard.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class ComponentCode extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("component-code", "GB/T 30428.2")
          .warnings("class")
          .warningsOf("GB/T 2260", "unknown-division");

  private static final int CLASS = 6;
  private static final int SUBCLASS = 8;
  private static final int SERIAL = 10;
  private static final Shape SHAPE = Shape.of(Alphabet.DIGITS, 16);

  private ComponentCode(String value) {
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
    if (Shape.fits(text, findings, SHAPE)) {
      CityManagement.examine(text, findings);
    }
    return findings.toCheck();
  }

  /**
   * Reads a code.
   *
   * @param text sixteen digits
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static ComponentCode parse(CharSequence text) {
    return parse(text, ComponentCode::check, ComponentCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<ComponentCode> tryParse(CharSequence text) {
    return tryParse(text, ComponentCode::check, ComponentCode::new);
  }

  /**
   * The division where the component stands.
   *
   * @return a code of six digits
   */
  public DivisionCode division() {
    return DivisionCode.ofChecked(value().substring(0, CLASS));
  }

  /**
   * The class, 01 public utilities, 02 traffic, 03 cleanliness and environment, 04 parks and trees,
   * 05 and 06 others.
   *
   * @return two digits
   */
  public String componentClass() {
    return value().substring(CLASS, SUBCLASS);
  }

  /**
   * The subclass in the class.
   *
   * @return two digits
   */
  public String subclass() {
    return value().substring(SUBCLASS, SERIAL);
  }

  /**
   * The serial number of the component in division and subclass.
   *
   * @return six digits
   */
  public String serial() {
    return value().substring(SERIAL);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.COMPONENT_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("division", division())
        .with("class", componentClass())
        .with("subclass", subclass())
        .with("serial", serial())
        .toMap();
  }
}
