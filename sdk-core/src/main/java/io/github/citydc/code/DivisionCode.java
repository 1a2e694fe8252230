package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Code of an administrative division 行政区划代码: 2, 4 or 6 digits (GB/T 2260: province, prefecture,
 * county), 9 digits (GB/T 10114: street or town) or 12 digits (statistical code: community).
 *
 * <p>Trailing zeros stand for "all of it", so that {@code 44}, {@code 440000} and {@code
 * 440000000000} name the same province: they {@linkplain #covers cover} the same divisions, but are
 * not equal. A code that no list since 1980 has is accepted with a warning; {@link Divisions} tells
 * when it stood for what. Streets and communities of a county whose list of them is not here pass
 * without one: nothing is known against them.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class DivisionCode extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("division", "GB/T 2260-2007").warnings("gap", "unknown-division");

  private static final Shape[] SHAPES = {
    Shape.of(Alphabet.DIGITS, 2),
    Shape.of(Alphabet.DIGITS, 4),
    Shape.of(Alphabet.DIGITS, 6),
    Shape.of(Alphabet.DIGITS, 9),
    Shape.of(Alphabet.DIGITS, 12)
  };
  private static final int[] ENDS = {2, 4, 6, 9, 12};
  private static final int COUNTY_LENGTH = 6;
  private static final int TOWN_LENGTH = 9;
  private static final String NATION = "10";
  private static final String ZEROS = "000000000000";

  private final int significant;

  private DivisionCode(String value) {
    super(value);
    significant = significant(value);
  }

  /** A code cut out of a text that has been checked. */
  static DivisionCode ofChecked(String value) {
    return new DivisionCode(value);
  }

  /**
   * Checks a text, accepting what the standard does not know with a warning.
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
    return isKnownCounty(text) || isKnownTown(text) ? CodeCheck.valid() : examine(text, strictness);
  }

  /** The same for the second most common length, that of addresses. */
  private static boolean isKnownTown(CharSequence text) {
    if (text.length() != TOWN_LENGTH) {
      return false;
    }
    for (int i = 0; i < TOWN_LENGTH; i++) {
      if (!Alphabet.DIGITS.contains(text.charAt(i))) {
        return false;
      }
    }
    return gap(text) < 0 && Divisions.standard().isKnown(new DivisionCode(text.toString()));
  }

  /** Returns whether the text is of the most common length and stands in the lists. */
  private static boolean isKnownCounty(CharSequence text) {
    if (text.length() != COUNTY_LENGTH) {
      return false;
    }
    for (int i = 0; i < COUNTY_LENGTH; i++) {
      if (!Alphabet.DIGITS.contains(text.charAt(i))) {
        return false;
      }
    }
    return CountyCodes.contain(text, 0);
  }

  private static CodeCheck examine(CharSequence text, Strictness strictness) {
    Findings findings = new Findings(RULES, strictness);
    if (Shape.fits(text, findings, SHAPES)) {
      int gap = gap(text);
      if (gap >= 0) {
        findings.report("gap", gap);
      } else if (Divisions.standard().isUnheardOf(new DivisionCode(text.toString()))) {
        findings.report("unknown-division", 0);
      }
    }
    return findings.toCheck();
  }

  /**
   * Where digits follow a level that is all zeros, -1 if nowhere. Cities without districts are no
   * such place: the streets of 441900 are 441900003 and so on.
   */
  private static int gap(CharSequence text) {
    int significant = significant(text);
    if (significant > 4 && isZero(text, 2, 4)) {
      return 2;
    }
    return significant > 9 && isZero(text, 6, 9) ? 6 : -1;
  }

  /**
   * Reads a code.
   *
   * @param text 2, 4, 6, 9 or 12 digits
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static DivisionCode parse(CharSequence text) {
    return parse(text, DivisionCode::check, DivisionCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<DivisionCode> tryParse(CharSequence text) {
    return tryParse(text, DivisionCode::check, DivisionCode::new);
  }

  /**
   * The level of the code, which depends on its trailing zeros: {@code 440100} and {@code 4401} are
   * prefectures, {@code 440106000000} is a county.
   *
   * @return the level
   */
  public DivisionLevel level() {
    return switch (significant) {
      case 0 -> DivisionLevel.NATION;
      case 2 -> DivisionLevel.PROVINCE;
      case 4 -> DivisionLevel.PREFECTURE;
      case 6 -> DivisionLevel.COUNTY;
      case 9 -> DivisionLevel.TOWN;
      default -> DivisionLevel.COMMUNITY;
    };
  }

  /**
   * The division above, by the structure of the code. A county that a province administers itself
   * ({@code 429004}) and a district of a municipality ({@code 110101}) have the province above
   * them.
   *
   * @return a code of 6 or 9 digits, 100000 for a province, empty for the nation
   */
  public Optional<DivisionCode> parent() {
    return switch (level()) {
      case NATION -> Optional.empty();
      case PROVINCE -> Optional.of(new DivisionCode("100000"));
      case PREFECTURE -> Optional.of(ancestor(2));
      case COUNTY -> Optional.of(ancestor(isUnderProvince() ? 2 : 4));
      case TOWN -> Optional.of(ancestor(6));
      case COMMUNITY -> Optional.of(ancestor(9));
    };
  }

  private boolean isUnderProvince() {
    return value().startsWith("90", 2)
        || switch (value().substring(0, 2)) {
          case "11", "12", "31", "50" -> true;
          default -> false;
        };
  }

  private DivisionCode ancestor(int digits) {
    String known = value().substring(0, digits);
    return new DivisionCode(digits < 6 ? known + ZEROS.substring(digits, 6) : known);
  }

  /**
   * The shortest usual form: 6 digits down to the county, 9 for a street or town, 12 for a
   * community.
   *
   * @return this code with zeros added or cut off; codes of the same division have the same one
   */
  public DivisionCode canonical() {
    int length = Math.max(6, significant);
    if (value().length() == length) {
      return this;
    }
    return new DivisionCode((value() + ZEROS).substring(0, length));
  }

  /**
   * Returns whether another code names this division or one below it: 440100 covers 440106, and
   * 440106 covers 440106001. Only the digits count, not history.
   *
   * @param other a code
   * @return true if the other division is this one or a part of it
   */
  public boolean covers(DivisionCode other) {
    return other.significant >= significant
        && other.value().startsWith(value().substring(0, significant));
  }

  private static int significant(CharSequence text) {
    for (int i = ENDS.length - 1; i > 0; i--) {
      if (ENDS[i] <= text.length() && !isZero(text, ENDS[i - 1], ENDS[i])) {
        return ENDS[i];
      }
    }
    return NATION.contentEquals(text.subSequence(0, 2)) ? 0 : 2;
  }

  private static boolean isZero(CharSequence text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.DIVISION;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts().with("level", level().nameEn()).with("parent", parent()).toMap();
  }
}
