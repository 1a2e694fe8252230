package io.github.citydc.code;

import java.util.Map;
import java.util.Optional;

/**
 * Number of an official document 发文字号 (GB/T 9704-2012, 7.2.5): the short name of the issuing organ
 * 机关代字, the year in full in six-cornered brackets, the number of the document in that year without
 * {@code 第} and without leading zeros, and {@code 号}.
 *
 * <pre>{@code
 * DocumentNumber number = DocumentNumber.parse("穗府办[2003]50号");
 * number.value();   // 穗府办〔2003〕50号
 * number.year();    // 2003
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

  private DocumentNumber(String value) {
    super(value);
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
   * The short name of the issuing organ, often with that of a series.
   *
   * @return for example 穗府办
   */
  public String organ() {
    return value().substring(0, open());
  }

  /**
   * The year of issue.
   *
   * @return a year of four digits
   */
  public int year() {
    return Integer.parseInt(value().substring(open() + 1, close()));
  }

  /**
   * The number in the year.
   *
   * @return a number from 1 on
   */
  public int number() {
    return Integer.parseInt(value().substring(close() + 1, value().length() - 1));
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.DOCUMENT_NUMBER;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("standardForm", value())
        .with("organ", organ())
        .with("year", year())
        .with("number", number())
        .toMap();
  }
}
