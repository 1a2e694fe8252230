package io.github.citydc.code;

/**
 * All sums over the characters of a credit code at once. A table says for each place and character
 * what it adds to five sums that share a {@code long}, so that one pass of additions gives
 * everything a check needs:
 *
 * <pre>
 * bits  0–13  weighted sum of GB 32100, at most 15,300
 * bits 14–25  weighted sum of the organisation code, GB 11714, at most 2,800
 * bits 26–30  how many characters do not belong where they stand, at most 17
 * bits 32–51  the six digits of the division as a number
 * bits 52–61  values of the two characters before them: department and category
 * </pre>
 */
final class CreditCodeSums {

  private static final int SUMMED = 17;
  private static final int CHARACTERS = 128;
  private static final int ORGANISATION_SHIFT = 14;
  private static final int STRAY_SHIFT = 26;
  private static final int DIVISION_SHIFT = 32;
  private static final int CATEGORY_SHIFT = 52;
  private static final int DEPARTMENT_SHIFT = 57;
  private static final long STRAY = 1L << STRAY_SHIFT;

  private static final long[] TERMS = new long[SUMMED * CHARACTERS];

  static {
    for (int place = 0; place < SUMMED; place++) {
      for (char c = 0; c < CHARACTERS; c++) {
        TERMS[place * CHARACTERS + c] = term(place, c);
      }
    }
  }

  private CreditCodeSums() {}

  private static long term(int place, char c) {
    boolean digit = c >= '0' && c <= '9';
    boolean inDivision = place >= CreditCodeCheck.DIVISION && place < CreditCodeCheck.ORGANISATION;
    if (!CreditCodeCheck.ALPHABET.contains(c) || (inDivision && !digit)) {
      return STRAY;
    }
    long value = CreditCodeCheck.ALPHABET.valueOf(c);
    long term = value * CreditCodeCheck.WEIGHTS[place];
    if (place == 0) {
      return term | value << DEPARTMENT_SHIFT;
    }
    if (place == 1) {
      return term | value << CATEGORY_SHIFT;
    }
    if (inDivision) {
      return term | digitTerm(value, place) << DIVISION_SHIFT;
    }
    return place < CreditCodeCheck.ORGANISATION_CHECK
        ? term | organisationTerm(c, place) << ORGANISATION_SHIFT
        : term;
  }

  private static long digitTerm(long digit, int place) {
    long term = digit;
    for (int i = place; i < CreditCodeCheck.ORGANISATION - 1; i++) {
      term *= 10;
    }
    return term;
  }

  private static long organisationTerm(char c, int place) {
    return CheckCharacters.organisationTerm(c, place - CreditCodeCheck.ORGANISATION);
  }

  /** The sums over the first 17 characters of a text of 18. */
  static long of(String text) {
    long[] terms = TERMS;
    long sums = 0;
    int all = 0;
    for (int i = 0; i < SUMMED; i++) {
      int c = text.charAt(i);
      all |= c;
      sums += terms[(i * CHARACTERS) | (c & (CHARACTERS - 1))];
    }
    return all < CHARACTERS ? sums : STRAY;
  }

  static boolean hasStray(long sums) {
    return (int) sums >>> STRAY_SHIFT != 0;
  }

  static int weighted(long sums) {
    return (int) sums & 0x3fff;
  }

  static int organisation(long sums) {
    return (int) sums >>> ORGANISATION_SHIFT & 0xfff;
  }

  static int division(long sums) {
    return (int) (sums >>> DIVISION_SHIFT) & 0xfffff;
  }

  /** The values of department and category, 5 bits each. */
  static int head(long sums) {
    return (int) (sums >>> CATEGORY_SHIFT);
  }
}
