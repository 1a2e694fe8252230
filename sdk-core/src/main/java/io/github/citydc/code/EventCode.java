package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Code of a kind of city-management event 城市管理事件 in a division (GB/T 30428.2): 6 digits for the
 * division, 2 for the class, 2 for the subclass.
 *
 * <p>A class outside 01 to 06 and a division that no list has are accepted with a warning, as
 * cities extend the classes; a strict check refuses them.
 *
 * <p>The layout is that of the codes in use; it was not checked against the text of the standard.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class EventCode extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("event-code", "GB/T 30428.2")
          .warnings("class")
          .warningsOf("GB/T 2260", "unknown-division");

  private static final int CLASS = 6;
  private static final int SUBCLASS = 8;
  private static final Shape SHAPE = Shape.of(Alphabet.DIGITS, 10);

  private EventCode(String value) {
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
   * @param text ten digits
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static EventCode parse(CharSequence text) {
    return parse(text, EventCode::check, EventCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<EventCode> tryParse(CharSequence text) {
    return tryParse(text, EventCode::check, EventCode::new);
  }

  /**
   * The division where it happens.
   *
   * @return a code of six digits
   */
  public DivisionCode division() {
    return DivisionCode.ofChecked(value().substring(0, CLASS));
  }

  /**
   * The class, 01 cleanliness and environment, 02 advertising, 03 construction works; what 04 to 06
   * stand for differs between cities.
   *
   * @return two digits
   */
  public String eventClass() {
    return value().substring(CLASS, SUBCLASS);
  }

  /**
   * The subclass in the class.
   *
   * @return two digits
   */
  public String subclass() {
    return value().substring(SUBCLASS);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.EVENT_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("division", division())
        .with("class", eventClass())
        .with("subclass", subclass())
        .toMap();
  }
}
