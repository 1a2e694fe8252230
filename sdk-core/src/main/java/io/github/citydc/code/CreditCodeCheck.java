package io.github.citydc.code;

/**
 * The rules of GB 32100. {@link #isUnremarkable} answers for nearly all codes without allocating
 * anything; only for the rest {@link #check} finds out why.
 */
final class CreditCodeCheck {

  static final RuleBook RULES =
      RuleBook.of("credit-code", "GB 32100-2015")
          .errors("check-character", "excluded-letter")
          .lookalikes(
              Lookalike.CITIZEN_ID,
              Lookalike.FOREIGNER_ID,
              Lookalike.ORG_CODE,
              Lookalike.BUSINESS_REGISTRATION)
          .warnings("unknown-department", "unknown-category", "early-check-character")
          .warningsOf("GB/T 2260", "unknown-division")
          .warningsOf("GB 11714-1997", "organization-check");

  static final Alphabet ALPHABET = Alphabet.of("0123456789ABCDEFGHJKLMNPQRTUWXY");

  /** By place; the check character counts once. */
  static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1};

  private static final int LENGTH = 18;
  static final int DIVISION = 2;
  static final int ORGANIZATION = 8;
  static final int ORGANIZATION_CHECK = 16;
  private static final int CHECK = 17;
  private static final int NATION = 100_000;
  private static final String XIAMEN = "3502";

  private static final Shape SHAPE =
      Shape.of(Alphabet.DIGITS_AND_LETTERS, DIVISION)
          .then(Alphabet.DIGITS, ORGANIZATION - DIVISION)
          .then(Alphabet.DIGITS_AND_LETTERS, LENGTH - ORGANIZATION);

  /** The categories of each department: bit n is category n. */
  private static final short[] CATEGORIES = new short[31];

  static {
    categories('1', 1, 2, 3, 9);
    categories('2', 1, 9);
    categories('3', 1, 2, 3, 4, 5, 9);
    categories('4', 1, 9);
    categories('5', 1, 2, 3, 9);
    categories('6', 1, 2, 9);
    categories('7', 1, 2, 9);
    categories('8', 1, 9);
    categories('9', 1, 2, 3, 9);
    categories('A', 1, 9);
    categories('N', 1, 2, 3, 9);
    categories('Y', 1);
  }

  private CreditCodeCheck() {}

  private static void categories(char department, int... categories) {
    for (int category : categories) {
      CATEGORIES[ALPHABET.valueOf(department)] |= (short) (1 << category);
    }
  }

  /**
   * Returns whether there is nothing to say about a text; false does not yet mean that it is
   * invalid.
   */
  static boolean isUnremarkable(CharSequence text) {
    if (text.length() != LENGTH) {
      return false;
    }
    long sums = CreditCodeSums.of(text.toString());
    return !CreditCodeSums.hasStray(sums)
        && CreditCodeSums.hasCorrectChecks(sums)
        && isKnownHead(CreditCodeSums.head(sums))
        && isKnownDivision(CreditCodeSums.division(sums));
  }

  private static boolean isKnownHead(int head) {
    int category = head & 31;
    return category <= 9 && (CATEGORIES[head >> 5] >> category & 1) == 1;
  }

  private static boolean isKnownDivision(int division) {
    return CountyCodes.contain(division) || division == NATION;
  }

  /** The weighted sum of some characters, -1 if one of them is not of the alphabet. */
  private static int weigh(CharSequence text, int from, int to, Alphabet alphabet) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      int value = alphabet.valueOf(text.charAt(i));
      if (value < 0) {
        return -1;
      }
      sum += value * WEIGHTS[i];
    }
    return sum;
  }

  static CodeCheck check(CharSequence text, Strictness strictness) {
    Findings findings = new Findings(RULES, strictness);
    if (Shape.fits(text, findings, SHAPE) && hasNoExcludedLetter(text, findings)) {
      if (CATEGORIES[ALPHABET.valueOf(text.charAt(0))] == 0) {
        findings.report("unknown-department", 0);
      } else if (!isKnownCategory(text)) {
        findings.report("unknown-category", 1);
      }
      if (!CountyCodes.containOrNation(text, DIVISION)) {
        findings.report("unknown-division", DIVISION);
      }
      if (text.charAt(ORGANIZATION_CHECK) != CheckCharacters.organization(text, ORGANIZATION)) {
        findings.report("organization-check", ORGANIZATION_CHECK);
      }
      if (text.charAt(CHECK) != checkCharacter(weigh(text, 0, CHECK, ALPHABET))) {
        findings.report(isOfEarlyXiamen(text) ? "early-check-character" : "check-character", CHECK);
      }
    }
    return findings.toCheck(text);
  }

  /**
   * Returns whether an enterprise registered in Xiamen before 2016 can have the code: from then on,
   * organization parts begin with MA.
   */
  private static boolean isOfEarlyXiamen(CharSequence text) {
    return text.charAt(0) == '9'
        && startsWith(text, XIAMEN, DIVISION)
        && !startsWith(text, "MA", ORGANIZATION);
  }

  private static boolean startsWith(CharSequence text, String prefix, int from) {
    return prefix.contentEquals(text.subSequence(from, from + prefix.length()));
  }

  private static boolean hasNoExcludedLetter(CharSequence text, Findings findings) {
    for (int i = 0; i < LENGTH; i++) {
      if (!ALPHABET.contains(text.charAt(i))) {
        findings.report("excluded-letter", i);
        return false;
      }
    }
    return true;
  }

  static boolean isKnownCategory(CharSequence text) {
    int category = text.charAt(1) - '0';
    return category <= 9 && (CATEGORIES[ALPHABET.valueOf(text.charAt(0))] >> category & 1) == 1;
  }

  private static char checkCharacter(int sum) {
    return ALPHABET.at((31 - sum % 31) % 31);
  }
}
