package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Number plate of a motor vehicle 机动车号牌 (GA 36): the character of a province, the letter of the
 * issuing authority and five letters or digits, or six for a vehicle of new energy. The last place
 * can be one of {@code 挂学警港澳领试超}.
 *
 * <p>The letters I and O in the number, and eight characters that have no mark of new energy in the
 * third or last place, are accepted with a warning; a strict check refuses them. Plates of the
 * armed forces and of embassies are not covered.
 *
 * <p>The layout is that of the codes in use; it was not checked against the text of the standard.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class VehiclePlate extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("vehicle-plate", "GA 36")
          .errors("province")
          .warnings("excluded-letter", "new-energy");

  private static final String PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
  private static final String DIVISIONS =
      "11121314152122233132333435363741424344454650515253546162636465";
  private static final String SPECIAL = "挂学警港澳领试超";
  private static final int LENGTH = 7;
  private static final int AUTHORITY = 1;
  private static final int NUMBER = 2;

  private VehiclePlate(String value) {
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
    if (Shape.isClean(text, findings) && Shape.hasLength(text, LENGTH, LENGTH + 1, findings)) {
      examine(text.toString(), findings);
    }
    return findings.toCheck();
  }

  private static void examine(String text, Findings findings) {
    int last = text.length() - 1;
    int end = SPECIAL.indexOf(text.charAt(last)) < 0 ? text.length() : last;
    if (PROVINCES.indexOf(text.charAt(0)) < 0) {
      findings.report("province", 0);
    } else if (Shape.hasOnly(Alphabet.LETTERS, text, AUTHORITY, NUMBER, findings)
        && Shape.hasOnly(Alphabet.DIGITS_AND_LETTERS, text, NUMBER, end, findings)) {
      for (int i = NUMBER; i < end; i++) {
        if (text.charAt(i) == 'I' || text.charAt(i) == 'O') {
          findings.report("excluded-letter", i);
        }
      }
      if (isNewEnergy(text) && mark(text) < 0) {
        findings.report("new-energy", NUMBER);
      }
    }
  }

  private static boolean isNewEnergy(String text) {
    return text.length() > LENGTH;
  }

  /**
   * Where the mark of new energy stands: in the third place of small vehicles, else in the last.
   */
  private static int mark(String text) {
    if ("ABCDEFGHJK".indexOf(text.charAt(NUMBER)) >= 0) {
      return NUMBER;
    }
    return "DF".indexOf(text.charAt(LENGTH)) >= 0 ? LENGTH : -1;
  }

  /**
   * Reads a plate.
   *
   * @param text seven or eight characters, without separators
   * @return the plate
   * @throws InvalidCodeException if the text is not one
   */
  public static VehiclePlate parse(CharSequence text) {
    return parse(text, VehiclePlate::check, VehiclePlate::new);
  }

  /**
   * Reads a plate, if the text is one.
   *
   * @param text any text
   * @return the plate, or empty
   */
  public static Optional<VehiclePlate> tryParse(CharSequence text) {
    return tryParse(text, VehiclePlate::check, VehiclePlate::new);
  }

  /**
   * The province.
   *
   * @return its code of two digits, 44 for 粤
   */
  public DivisionCode province() {
    int index = 2 * PROVINCES.indexOf(value().charAt(0));
    return DivisionCode.ofChecked(DIVISIONS.substring(index, index + 2));
  }

  /**
   * The issuing authority.
   *
   * @return province character and letter, for example 粤A
   */
  public String authority() {
    return value().substring(0, NUMBER);
  }

  /**
   * Returns whether the plate is of the form for vehicles of new energy.
   *
   * @return true for eight characters
   */
  public boolean isNewEnergy() {
    return isNewEnergy(value());
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.VEHICLE_PLATE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("province", province())
        .with("authority", authority())
        .with("newEnergy", isNewEnergy())
        .toMap();
  }
}
