package io.github.citydc.code;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Number of a foreigner's permanent residence identity card 外国人永久居留身份证, in one of two forms:
 *
 * <ul>
 *   <li>18 digits, issued since 2023-12-01: 9, 2 digits for the province of the application, 3 for
 *       the country (ISO 3166 numeric), 8 for the birth date, 3 for the sequence (odd for males)
 *       and a check character of ISO 7064 MOD 11-2;
 *   <li>15 characters, of 2017: 3 letters for the country (ISO 3166 alpha-3), 4 digits for the
 *       division of the application, 6 for the birth date without its century, one for the sequence
 *       and a check digit with the weights 7, 3, 1 of travel documents.
 * </ul>
 *
 * <p>The form of 2017 is not laid down in a published text that could be read for this library: a
 * wrong check digit in it is accepted with a warning. So are a division and a country that are not
 * known. A strict check refuses them.
 *
 * <p>Instances are immutable and safe for use by several threads. {@link #toString()} is masked.
 */
public final class ForeignerId extends Identifier {

  private static final int OLD_LENGTH = 15;

  private ForeignerId(String value) {
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
    return check(text, strictness, CalendarDate.today());
  }

  /**
   * Checks a text as of a day.
   *
   * @param text any text
   * @param strictness whether warnings refuse it
   * @param today the last day that is not in the future
   * @return the findings
   */
  public static CodeCheck check(CharSequence text, Strictness strictness, LocalDate today) {
    return ForeignerIdCheck.examine(text, strictness, today).toCheck(text);
  }

  /**
   * Reads a number.
   *
   * @param text 18 digits or 15 characters
   * @return the number
   * @throws InvalidCodeException if the text is not one
   */
  public static ForeignerId parse(CharSequence text) {
    return parse(text, ForeignerId::check, ForeignerId::new);
  }

  /**
   * Reads a number, if the text is one.
   *
   * @param text any text
   * @return the number, or empty
   */
  public static Optional<ForeignerId> tryParse(CharSequence text) {
    return tryParse(text, ForeignerId::check, ForeignerId::new);
  }

  private boolean isOld() {
    return value().length() == OLD_LENGTH;
  }

  /**
   * The country of nationality.
   *
   * @return the three digits or the three letters of ISO 3166, as the number has them
   */
  public String country() {
    return isOld() ? value().substring(0, 3) : value().substring(3, 6);
  }

  /**
   * The division in which the card was applied for.
   *
   * @return a code of two or four digits
   */
  public DivisionCode division() {
    return DivisionCode.ofChecked(isOld() ? value().substring(3, 7) : value().substring(1, 3));
  }

  /**
   * The day of birth.
   *
   * @return the date in the number; for 15 characters the latest one with these two digits of the
   *     year that was past when such cards were last issued
   */
  public LocalDate birthDate() {
    int date = ForeignerIdCheck.birthDate(value());
    return LocalDate.of(date / 10_000, date / 100 % 100, date % 100);
  }

  /**
   * The sex that the sequence number stands for.
   *
   * @return {@link Sex#MALE} or {@link Sex#FEMALE}, empty for 15 characters
   */
  public Optional<Sex> sex() {
    return isOld() ? Optional.empty() : Optional.of(Sex.ofSequence(value().charAt(16) - '0'));
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.FOREIGNER_ID;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("country", country())
        .with("division", division())
        .with("birthDate", birthDate())
        .with("sex", sex().map(Sex::nameEn))
        .toMap();
  }

  /** The country, the rest masked. */
  @Override
  public String toString() {
    int shown = isOld() ? 3 : 6;
    return value().substring(0, shown) + "*".repeat(value().length() - shown);
  }
}
