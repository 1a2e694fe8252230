package io.github.citydc.code;

import java.time.LocalDate;

/**
 * The rules of GB 11643. {@link #isUnremarkable} answers for nearly all numbers without allocating
 * anything; only for the rest {@link #check} finds out why.
 */
final class CitizenIdCheck {

  static final RuleBook RULES =
      RuleBook.of("citizen-id", "GB 11643-1999")
          .errors("lower-case-x", "birth-date", "birth-date-future", "check-character")
          .lookalikes(Lookalike.CREDIT_CODE, Lookalike.FOREIGNER_ID)
          .warnings("fifteen-digits")
          .warningsOf("GB/T 2260", "unknown-division");

  static final int LENGTH = 18;
  static final int OLD_LENGTH = 15;

  private static final String TAIWAN = "830000";
  private static final int BIRTH_DATE = 6;
  private static final int CHECK = 17;

  /** A day that has passed wherever this is run: no clock is asked about earlier ones. */
  private static final int PAST = 2026_01_01;

  private static final Shape SHAPE =
      Shape.of(Alphabet.DIGITS, CHECK).then(Alphabet.of("0123456789Xx"), 1);
  private static final Shape OLD_SHAPE = Shape.of(Alphabet.DIGITS, OLD_LENGTH);

  private CitizenIdCheck() {}

  /**
   * Returns whether there is nothing to say about a text; false does not yet mean that it is
   * invalid.
   */
  static boolean isUnremarkable(CharSequence text) {
    if (text.length() != LENGTH) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < CHECK; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      sum += digit * CheckCharacters.mod11x2Weight(i);
    }
    if (text.charAt(CHECK) != CheckCharacters.mod11x2(sum)) {
      return false;
    }
    int date = birthDate(text);
    return date < PAST && CalendarDate.isBirthDate(date) && hasKnownDivision(text);
  }

  private static boolean hasKnownDivision(CharSequence text) {
    return CountyCodes.contain(text, 0) || isOfTaiwan(text);
  }

  /** 830000 is in the numbers of residence permits, and nowhere else. */
  private static boolean isOfTaiwan(CharSequence text) {
    return text.length() == LENGTH && TAIWAN.contentEquals(text.subSequence(0, BIRTH_DATE));
  }

  static CodeCheck check(CharSequence text, Strictness strictness, LocalDate today) {
    Findings findings = new Findings(RULES, strictness);
    if (Shape.fits(text, findings, SHAPE, OLD_SHAPE)) {
      if (!hasKnownDivision(text)) {
        findings.report("unknown-division", 0);
      }
      if (text.length() == OLD_LENGTH) {
        findings.report("fifteen-digits", Findings.WHOLE);
        examineBirthDate(upgrade(text.toString()), today, findings);
      } else {
        examineBirthDate(text, today, findings);
        examineCheckCharacter(text, findings);
      }
    }
    return findings.toCheck(text);
  }

  private static void examineBirthDate(CharSequence text, LocalDate today, Findings findings) {
    int date = birthDate(text);
    if (!CalendarDate.isBirthDate(date)) {
      findings.report("birth-date", BIRTH_DATE);
    } else if (date > CalendarDate.number(today)) {
      findings.report("birth-date-future", BIRTH_DATE);
    }
  }

  private static void examineCheckCharacter(CharSequence text, Findings findings) {
    char expected = CheckCharacters.mod11x2(text);
    char actual = text.charAt(CHECK);
    if (actual == 'x' && expected == 'X') {
      findings.report("lower-case-x", CHECK);
    } else if (actual != expected) {
      findings.report("check-character", CHECK);
    }
  }

  /** The 18 characters that replaced 15 digits. */
  static String upgrade(String old) {
    String century = old.startsWith("99", 12) && old.charAt(14) >= '6' ? "18" : "19";
    String digits = old.substring(0, BIRTH_DATE) + century + old.substring(BIRTH_DATE);
    return digits + CheckCharacters.mod11x2(digits);
  }

  /** The birth date of a number of 18 characters as yyyyMMdd. */
  static int birthDate(CharSequence text) {
    int date = 0;
    for (int i = BIRTH_DATE; i < BIRTH_DATE + 8; i++) {
      date = date * 10 + (text.charAt(i) - '0');
    }
    return date;
  }
}
