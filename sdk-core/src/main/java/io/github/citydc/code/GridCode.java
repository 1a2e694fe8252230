package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Code of a unit grid 单元网格 (GB/T 30428.1), the smallest area of responsibility of a grid worker: 6
 * digits for the division, 3 for the street or town, 3 for the community and 3 for the grid.
 *
 * <p>A community that is not in the list of its street is accepted with a warning, as the lists
 * change more often than the grids; a strict check refuses it.
 *
 * <p>The layout is that of the codes in use; it was not checked against the text of the standard.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class GridCode extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("grid-code", "GB/T 30428.1").warningsOf("GB/T 10114", "unknown-division");

  private static final int COMMUNITY = 12;
  private static final Shape SHAPE = Shape.of(Alphabet.DIGITS, 15);

  private GridCode(String value) {
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
    if (Shape.fits(text, findings, SHAPE)
        && Divisions.standard().isUnheardOf(communityOf(text.toString()))) {
      findings.report("unknown-division", 0);
    }
    return findings.toCheck();
  }

  private static DivisionCode communityOf(String text) {
    return DivisionCode.ofChecked(text.substring(0, COMMUNITY));
  }

  /**
   * Reads a code.
   *
   * @param text fifteen digits
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static GridCode parse(CharSequence text) {
    return parse(text, GridCode::check, GridCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<GridCode> tryParse(CharSequence text) {
    return tryParse(text, GridCode::check, GridCode::new);
  }

  /**
   * The community the grid is a part of.
   *
   * @return a code of twelve digits
   */
  public DivisionCode community() {
    return communityOf(value());
  }

  /**
   * The number of the grid in its community.
   *
   * @return three digits
   */
  public String serial() {
    return value().substring(COMMUNITY);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.GRID_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("community", community()).with("serial", serial()).toMap();
  }
}
