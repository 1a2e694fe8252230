package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Code of a government service item 政务服务事项编码 (GB/T 39554.1-2020), in one of three lengths:
 *
 * <ul>
 *   <li>12 digits, the basic code 基本编码: 2 for the province (00 for the nation), 2 for the
 *       {@linkplain ItemType type of power}, 2 for the line of departments, 3 for the item and 3
 *       for the sub-item;
 *   <li>31 characters, the implementation code 实施编码: the unified social credit code of the organ
 *       that implements the item, its {@linkplain UseLevel level}, and the basic code;
 *   <li>33 characters, the handling code 业务办理项编码: the implementation code and 2 digits.
 * </ul>
 *
 * <p>A province or level that is not known, and an organ whose code is only accepted with a
 * warning, are accepted with a warning; a strict check refuses them.
 *
 * <p>The layout is that of the codes in use; it was not checked against the text of the standard.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class ItemCode extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("item-code", "GB/T 39554.1-2020")
          .errors("organ")
          .warnings("organ-remarkable", "use-level")
          .warningsOf("GB/T 2260", "unknown-division");

  private static final int BASIC = 12;
  private static final int IMPLEMENTATION = 31;
  private static final int ORGAN = 18;
  private static final int BASIC_START = 19;
  private static final Shape BASIC_SHAPE = Shape.of(Alphabet.DIGITS, BASIC);
  private static final Shape IMPLEMENTATION_SHAPE =
      Shape.of(Alphabet.DIGITS_AND_LETTERS, ORGAN).then(Alphabet.DIGITS, 1 + BASIC);
  private static final Shape HANDLING_SHAPE = IMPLEMENTATION_SHAPE.then(Alphabet.DIGITS, 2);

  private ItemCode(String value) {
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
    if (Shape.fits(text, findings, BASIC_SHAPE, IMPLEMENTATION_SHAPE, HANDLING_SHAPE)) {
      examine(text.toString(), findings);
    }
    return findings.toCheck();
  }

  private static void examine(String text, Findings findings) {
    int basic = text.length() == BASIC ? 0 : BASIC_START;
    if (basic > 0) {
      CodeCheck organ = CreditCode.check(text.substring(0, ORGAN));
      if (!organ.isValid()) {
        findings.report("organ", 0);
      } else if (!organ.faults().isEmpty()) {
        findings.report("organ-remarkable", 0);
      }
      if (useLevel(text).isEmpty()) {
        findings.report("use-level", ORGAN);
      }
    }
    String province = text.substring(basic, basic + 2);
    if (!province.equals("00") && !CountyCodes.contain(province + "0000", 0)) {
      findings.report("unknown-division", basic);
    }
  }

  /**
   * Reads a code.
   *
   * @param text 12, 31 or 33 characters
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static ItemCode parse(CharSequence text) {
    return parse(text, ItemCode::check, ItemCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<ItemCode> tryParse(CharSequence text) {
    return tryParse(text, ItemCode::check, ItemCode::new);
  }

  /**
   * The basic code.
   *
   * @return the twelve digits at the end of an implementation code, this code if it is basic
   */
  public ItemCode basic() {
    return value().length() == BASIC ? this : new ItemCode(basicDigits());
  }

  private String basicDigits() {
    int start = value().length() == BASIC ? 0 : BASIC_START;
    return value().substring(start, start + BASIC);
  }

  /**
   * The implementation code.
   *
   * @return the first 31 characters, empty for a basic code
   */
  public Optional<ItemCode> implementation() {
    return value().length() < IMPLEMENTATION
        ? Optional.empty()
        : Optional.of(new ItemCode(value().substring(0, IMPLEMENTATION)));
  }

  /**
   * The organ that implements the item.
   *
   * @return its unified social credit code, empty for a basic code
   */
  public Optional<CreditCode> organ() {
    return implementation().map(code -> CreditCode.parse(code.value().substring(0, ORGAN)));
  }

  /**
   * The level at which the item is exercised.
   *
   * @return the level, empty for a basic code and for a digit that is not known
   */
  public Optional<UseLevel> useLevel() {
    return implementation().flatMap(code -> useLevel(code.value()));
  }

  private static Optional<UseLevel> useLevel(String text) {
    return CodedValue.find(UseLevel.class, text.substring(ORGAN, ORGAN + 1));
  }

  /**
   * The province whose catalog has the item.
   *
   * @return a code of two digits, empty for the national catalog
   */
  public Optional<DivisionCode> province() {
    String province = basicDigits().substring(0, 2);
    return province.equals("00") ? Optional.empty() : Optional.of(DivisionCode.ofChecked(province));
  }

  /**
   * The type of power.
   *
   * @return the type, empty for an extension and for digits that are not known
   */
  public Optional<ItemType> type() {
    return CodedValue.find(ItemType.class, basicDigits().substring(2, 4));
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.ITEM_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("organ", organ())
        .with("useLevel", useLevel().map(UseLevel::nameEn))
        .with("basic", basicDigits())
        .with("province", province())
        .with("type", type().map(ItemType::nameEn))
        .toMap();
  }
}
