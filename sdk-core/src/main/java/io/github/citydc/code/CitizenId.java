package io.github.citydc.code;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Citizen identification number 公民身份号码 (GB 11643-1999): 6 digits for the division of first
 * registration, 8 for the birth date, 3 for the sequence (odd for males), and a check character of
 * ISO 7064 MOD 11-2, {@code 0}–{@code 9} or {@code X}.
 *
 * <pre>{@code
 * CitizenId id = CitizenId.parse("11010519491231002X");
 * id.birthDate();   // 1949-12-31
 * id.sex();         // FEMALE
 * id.toString();    // 110105************
 * }</pre>
 *
 * <p>Residence permits for the people of Hong Kong, Macao and Taiwan carry numbers of the same form
 * whose first six digits are 810000, 820000 and 830000.
 *
 * <p>Numbers of 15 digits (GB 11643-1989: a birth year of two digits, no check character) are
 * accepted with a warning, as they are still found in old registers; {@link #upgraded()} gives the
 * number that replaced them. A strict check refuses them.
 *
 * <p>A division that no list since 1980 has is accepted with a warning, too. Birth dates before
 * 1800 are refused.
 *
 * <p>Instances are immutable and safe for use by several threads. {@link #toString()} is masked.
 */
public final class CitizenId extends Identifier {

  private CitizenId(String value) {
    super(value);
  }

  /**
   * Checks a text, accepting with a warning what practice allows beyond the standard. The birth
   * date must not be after today, by the system's clock in China.
   *
   * @param text any text
   * @return the findings
   */
  public static CodeCheck check(CharSequence text) {
    return check(text, Strictness.LENIENT);
  }

  /**
   * Checks a text. The birth date must not be after today, by the system's clock in China.
   *
   * @param text any text
   * @param strictness whether warnings refuse it
   * @return the findings
   */
  public static CodeCheck check(CharSequence text, Strictness strictness) {
    return CitizenIdCheck.isUnremarkable(text)
        ? CodeCheck.valid()
        : CitizenIdCheck.check(text, strictness, CalendarDate.today());
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
    return CitizenIdCheck.check(text, strictness, today);
  }

  /**
   * Reads a number.
   *
   * @param text a number of 18 or 15 characters
   * @return the number
   * @throws InvalidCodeException if the text is not one
   */
  public static CitizenId parse(CharSequence text) {
    return parse(text, CitizenId::check, CitizenId::new);
  }

  /**
   * Reads a number, if the text is one.
   *
   * @param text any text
   * @return the number, or empty
   */
  public static Optional<CitizenId> tryParse(CharSequence text) {
    return tryParse(text, CitizenId::check, CitizenId::new);
  }

  /**
   * Returns whether this is a number of the first generation.
   *
   * @return true for 15 digits, false for 18 characters
   */
  public boolean isFifteenDigits() {
    return value().length() == CitizenIdCheck.OLD_LENGTH;
  }

  /**
   * The number of 18 characters.
   *
   * @return this number, or the one that replaced its 15 digits: the century is put before the year
   *     (18 for the sequence numbers 996 to 999, which went to people over a hundred, 19 for all
   *     others) and the check character is added
   */
  public CitizenId upgraded() {
    return isFifteenDigits() ? new CitizenId(CitizenIdCheck.upgrade(value())) : this;
  }

  /**
   * The division where the holder was first registered; it may have been abolished since. For a
   * residence permit 810000, 820000 or 830000.
   *
   * @return a code of six digits
   */
  public DivisionCode division() {
    return DivisionCode.ofChecked(value().substring(0, 6));
  }

  /**
   * The day of birth.
   *
   * @return the date in the number
   */
  public LocalDate birthDate() {
    int date = CitizenIdCheck.birthDate(upgraded().value());
    return LocalDate.of(date / 10_000, date / 100 % 100, date % 100);
  }

  /**
   * The sex that the sequence number stands for.
   *
   * @return {@link Sex#MALE} or {@link Sex#FEMALE}
   */
  public Sex sex() {
    return Sex.ofSequence(value().charAt(isFifteenDigits() ? 14 : 16) - '0');
  }

  /**
   * The region of the holder.
   *
   * @return the mainland, or the region whose people the residence permit is for
   */
  public Region region() {
    return switch (value().substring(0, 6)) {
      case "810000" -> Region.HONG_KONG;
      case "820000" -> Region.MACAO;
      case "830000" -> Region.TAIWAN;
      default -> Region.MAINLAND;
    };
  }

  @Override
  public IdentifierKind kind() {
    return IdentifierKind.CITIZEN_ID;
  }

  @Override
  public Map<String, String> parts() {
    return new Parts()
        .with("division", division())
        .with("birthDate", birthDate())
        .with("sex", sex().nameEn())
        .with("region", region().nameEn())
        .toMap();
  }

  /** The division digits, the rest masked. */
  @Override
  public String toString() {
    return value().substring(0, 6) + "*".repeat(value().length() - 6);
  }

  /** The region whose residents a {@link CitizenId} can belong to. */
  public enum Region {
    /** A citizen registered in the mainland. */
    MAINLAND("mainland"),
    /** A resident of Hong Kong with a residence permit 港澳台居民居住证, 810000. */
    HONG_KONG("Hong Kong"),
    /** A resident of Macao with a residence permit 港澳台居民居住证, 820000. */
    MACAO("Macao"),
    /** A resident of Taiwan with a residence permit 港澳台居民居住证, 830000. */
    TAIWAN("Taiwan");

    private final String nameEn;

    Region(String nameEn) {
      this.nameEn = nameEn;
    }

    /**
     * The English name.
     *
     * @return for example {@code Hong Kong}
     */
    public String nameEn() {
      return nameEn;
    }
  }
}
