package io.github.citydc.code;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/** The rules for the numbers of foreigners' permanent residence identity cards. */
final class ForeignerIdCheck {

  static final RuleBook RULES =
      RuleBook.of("foreigner-id", "外国人永久居留身份证 2023")
          .errors("first-digit", "birth-date", "birth-date-future", "check-character")
          .lookalikes(Lookalike.CITIZEN_ID, Lookalike.CREDIT_CODE)
          .warnings("check-digit-2017", "unknown-country")
          .warningsOf("GB/T 2260", "unknown-division");

  private static final int LENGTH = 18;
  private static final int OLD_LENGTH = 15;
  private static final int CHECK = 17;
  private static final int OLD_CHECK = 14;

  /** Cards of 2017 were last issued the day before. */
  private static final int OLD_UNTIL = 2023_12_01;

  private static final Shape SHAPE =
      Shape.of(Alphabet.DIGITS, CHECK).then(Alphabet.of("0123456789X"), 1);
  private static final Shape OLD_SHAPE =
      Shape.of(Alphabet.LETTERS, 3).then(Alphabet.DIGITS, OLD_LENGTH - 3);

  private ForeignerIdCheck() {}

  /** The countries by their letters, when the first card of 2017 is checked. */
  private static final class Countries {

    static final Set<String> ALPHA_3 =
        Set.copyOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3));
  }

  /** The countries by their digits, when the first card of 2023 is checked. */
  private static final class Numbers {

    static final CodeSet OF_COUNTRIES = CodeSets.standard().get(CodeSetName.COUNTRY_NUMERIC);
  }

  static Findings examine(CharSequence text, Strictness strictness, LocalDate today) {
    Findings findings = new Findings(RULES, strictness);
    if (Shape.fits(text, findings, SHAPE, OLD_SHAPE)) {
      String value = text.toString();
      if (value.length() == LENGTH) {
        examineNew(value, findings);
      } else {
        examineOld(value, findings);
      }
      examineBirthDate(value, today, findings);
    }
    return findings;
  }

  private static void examineNew(String text, Findings findings) {
    if (text.charAt(0) != '9') {
      findings.report("first-digit", 0);
    }
    if (!CountyCodes.contain(text.substring(1, 3) + "0000", 0)) {
      findings.report("unknown-division", 1);
    }
    if (!Numbers.OF_COUNTRIES.contains(text.substring(3, 6))) {
      findings.report("unknown-country", 3);
    }
    if (text.charAt(CHECK) != CheckCharacters.mod11x2(text)) {
      findings.report("check-character", CHECK);
    }
  }

  private static void examineOld(String text, Findings findings) {
    if (!Countries.ALPHA_3.contains(text.substring(0, 3))) {
      findings.report("unknown-country", 0);
    }
    if (!CountyCodes.contain(text.substring(3, 7) + "00", 0)) {
      findings.report("unknown-division", 3);
    }
    if (text.charAt(OLD_CHECK) != CheckCharacters.travelDocument(text, OLD_CHECK)) {
      findings.report("check-digit-2017", OLD_CHECK);
    }
  }

  private static void examineBirthDate(String text, LocalDate today, Findings findings) {
    int date = birthDate(text);
    int position = text.length() == LENGTH ? 6 : 7;
    if (!CalendarDate.isBirthDate(date)) {
      findings.report("birth-date", position);
    } else if (date > CalendarDate.number(today)) {
      findings.report("birth-date-future", position);
    }
  }

  /** The birth date as yyyyMMdd. */
  static int birthDate(String text) {
    if (text.length() == LENGTH) {
      return Integer.parseInt(text, 6, 14, 10);
    }
    int date = 2000_00_00 + Integer.parseInt(text, 7, 13, 10);
    return date < OLD_UNTIL ? date : date - 100_00_00;
  }
}
