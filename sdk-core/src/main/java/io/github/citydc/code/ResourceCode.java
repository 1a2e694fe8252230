package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Code of a government information resource 政务信息资源代码 (guide to the compilation of resource
 * catalogs, 发改高技〔2017〕1272号): class 类 of one digit (1 base, 2 theme, 3 department), item 项 of two,
 * category 目 of three, subcategory 细目 of any number of digits or none, a slash, and a sequence
 * number.
 *
 * <pre>{@code
 * ResourceCode code = ResourceCode.parse("307019001/15");
 * code.resourceClass();  // DEPARTMENT
 * code.item();           // 07
 * }</pre>
 *
 * <p>The widths of subcategory and sequence are a local choice; together a code has no more than 64
 * characters here.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class ResourceCode extends Identifier {

  static final RuleBook RULES =
      RuleBook.of("resource-code", "发改高技〔2017〕1272号")
          .errors("class", "separator", "catalog", "sequence", "too-long");

  private static final int MOST = 64;
  private static final int ITEM = 1;
  private static final int CATEGORY = 3;
  private static final int SUBCATEGORY = 6;
  private static final char SEPARATOR = '/';

  private ResourceCode(String value) {
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
    Findings findings = new Findings(RULES, strictness);
    if (Shape.isShort(text, MOST, findings)) {
      examine(text.toString(), findings);
    }
    return findings.toCheck();
  }

  private static void examine(String text, Findings findings) {
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      findings.report("separator", Findings.WHOLE);
    } else if (Shape.hasOnly(Alphabet.DIGITS, text, 0, separator, findings)
        && Shape.hasOnly(Alphabet.DIGITS, text, separator + 1, text.length(), findings)) {
      if (separator < SUBCATEGORY) {
        findings.report("catalog", separator);
      }
      if (separator > 0 && (text.charAt(0) < '1' || text.charAt(0) > '3')) {
        findings.report("class", 0);
      }
      if (separator + 1 == text.length()) {
        findings.report("sequence", separator + 1);
      }
    }
  }

  /**
   * Reads a code.
   *
   * @param text for example {@code 307019001/15}
   * @return the code
   * @throws InvalidCodeException if the text is not one
   */
  public static ResourceCode parse(CharSequence text) {
    return parse(text, ResourceCode::check, ResourceCode::new);
  }

  /**
   * Reads a code, if the text is one.
   *
   * @param text any text
   * @return the code, or empty
   */
  public static Optional<ResourceCode> tryParse(CharSequence text) {
    return tryParse(text, ResourceCode::check, ResourceCode::new);
  }

  /**
   * The class.
   *
   * @return base, theme or department resource
   */
  public ResourceClass resourceClass() {
    return CodedValue.find(ResourceClass.class, value().substring(0, ITEM)).orElseThrow();
  }

  /**
   * The item in the class.
   *
   * @return two digits
   */
  public String item() {
    return value().substring(ITEM, CATEGORY);
  }

  /**
   * The category in the item.
   *
   * @return three digits
   */
  public String category() {
    return value().substring(CATEGORY, SUBCATEGORY);
  }

  /**
   * The subcategory.
   *
   * @return its digits, empty if there is none
   */
  public String subcategory() {
    return value().substring(SUBCATEGORY, value().indexOf(SEPARATOR));
  }

  /**
   * The sequence number of the resource under its catalog entry.
   *
   * @return at least one digit
   */
  public String sequence() {
    return value().substring(value().indexOf(SEPARATOR) + 1);
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.RESOURCE_CODE;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("class", resourceClass().nameEn())
        .with("item", item())
        .with("category", category())
        .with("subcategory", subcategory())
        .with("sequence", sequence())
        .toMap();
  }
}
