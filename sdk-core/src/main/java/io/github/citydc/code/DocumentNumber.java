package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Number of an official document 发文字号 (GB/T 9704-2012, 7.2.5): the short name of the issuing organ
 * 机关代字, the year in full in six-cornered brackets, the number of the document in that year without
 * {@code 第} and without leading zeros, and {@code 号}. Orders and announcements have numbers of
 * another {@link DocumentNumberForm form}, which are accepted as well: 国务院令第750号, 财政部
 * 税务总局公告2023年第12号; where a header names the organ, 第750号 and 2023年第12号.
 *
 * <pre>{@code
 * DocumentNumber number = DocumentNumber.parse("穗府办[2003]50号");
 * number.value();   // 穗府办〔2003〕50号
 * number.year();    // OptionalInt[2003]
 * number.number();  // 50
 * }</pre>
 *
 * <p>Other brackets than the standard's ({@code []}, {@code ［］}, {@code ()}, {@code （）}, {@code
 * 【】}) are accepted with a warning, as older prints and many systems have them; a strict check
 * refuses them. {@link #value()} always has the standard's.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class DocumentNumber extends Identifier {

  private final Optional<OrderNumber> order;

  private DocumentNumber(String value) {
    super(value);
    this.order = OrderNumber.of(value);
  }

  private static DocumentNumber ofChecked(String text) {
    return new DocumentNumber(DocumentNumberCheck.standardForm(text));
  }

  /**
   * Checks a text, accepting other brackets than the standard's with a warning.
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
    return DocumentNumberCheck.examine(text, strictness);
  }

  /**
   * Reads a number.
   *
   * @param text the number, with any of the brackets
   * @return the number with the standard's brackets
   * @throws InvalidCodeException if the text is not one
   */
  public static DocumentNumber parse(CharSequence text) {
    return parse(text, DocumentNumber::check, DocumentNumber::ofChecked);
  }

  /**
   * Reads a number, if the text is one.
   *
   * @param text any text
   * @return the number with the standard's brackets, or empty
   */
  public static Optional<DocumentNumber> tryParse(CharSequence text) {
    return tryParse(text, DocumentNumber::check, DocumentNumber::ofChecked);
  }

  private int open() {
    return value().lastIndexOf(DocumentNumberCheck.OPEN);
  }

  private int close() {
    return value().lastIndexOf(DocumentNumberCheck.CLOSE);
  }

  /**
   * The form of the number.
   *
   * @return whether it is that of an order, of an announcement, or of any other document
   */
  public DocumentNumberForm form() {
    return order.map(OrderNumber::form).orElse(DocumentNumberForm.DOCUMENT);
  }

  /**
   * The short name of the issuing organ, often with that of a series.
   *
   * @return for example 穗府办 or 国务院; empty if a number of an order or announcement has none
   */
  public String organ() {
    return order.map(OrderNumber::organ).orElseGet(() -> value().substring(0, open()));
  }

  /**
   * The year of issue.
   *
   * @return a year of four digits; empty if the number of an order has none
   */
  public OptionalInt year() {
    return order
        .map(OrderNumber::year)
        .orElseGet(() -> OptionalInt.of(Integer.parseInt(value().substring(open() + 1, close()))));
  }

  /**
   * The number in the year, or among all orders of the organ.
   *
   * @return a number from 1 on
   */
  public int number() {
    return order
        .map(found -> found.number().orElseThrow())
        .orElseGet(() -> Integer.parseInt(value().substring(close() + 1, value().length() - 1)));
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.DOCUMENT_NUMBER;
  }

  @Override
  public Map<String, String> parts() {
    Parts parts = new Parts().with("standardForm", value());
    if (!organ().isEmpty()) {
      parts.with("organ", organ());
    }
    year().ifPresent(year -> parts.with("year", year));
    return parts.with("number", number()).toMap();
  }
}
