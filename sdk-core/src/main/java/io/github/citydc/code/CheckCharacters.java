package io.github.citydc.code;

/**
 * The check character systems of the identifiers. Each method expects that the characters belong to
 * its alphabet; {@link Shape} sees to that.
 */
final class CheckCharacters {

  private static final int[] MOD_11_2_WEIGHTS = {
    7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
  };
  private static final String MOD_11_2_CHARACTERS = "10X98765432";
  private static final int[] ORGANIZATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
  private static final String ORGANIZATION_CHARACTERS = "0X987654321";

  private CheckCharacters() {}

  /** ISO 7064 MOD 11-2 over the first 17 digits: GB 11643, foreigners' cards of 2023. */
  static char mod11x2(CharSequence text) {
    int sum = 0;
    for (int i = 0; i < MOD_11_2_WEIGHTS.length; i++) {
      sum += (text.charAt(i) - '0') * MOD_11_2_WEIGHTS[i];
    }
    return mod11x2(sum);
  }

  /** The check character of a weighted sum that the caller has taken. */
  static char mod11x2(int sum) {
    return MOD_11_2_CHARACTERS.charAt(sum % 11);
  }

  /** The weight of the digit at an index for {@link #mod11x2(int)}. */
  static int mod11x2Weight(int index) {
    return MOD_11_2_WEIGHTS[index];
  }

  /** GB 11714 over the eight characters from an index. */
  static char organization(CharSequence text, int from) {
    int sum = 0;
    for (int i = 0; i < ORGANIZATION_WEIGHTS.length; i++) {
      sum += Alphabet.DIGITS_AND_LETTERS.valueOf(text.charAt(from + i)) * ORGANIZATION_WEIGHTS[i];
    }
    return organization(sum);
  }

  /** The check character of GB 11714 for a weighted sum. */
  private static char organization(int sum) {
    return ORGANIZATION_CHARACTERS.charAt(sum % 11);
  }

  /** What a character of the organization code adds to the weighted sum. */
  static int organizationTerm(char c, int index) {
    return Alphabet.DIGITS_AND_LETTERS.valueOf(c) * ORGANIZATION_WEIGHTS[index];
  }

  /** ISO 7064 MOD 11,10 over the digits before an index: business registration numbers. */
  static char mod11x10(CharSequence text, int to) {
    int product = 10;
    for (int i = 0; i < to; i++) {
      int sum = (product + text.charAt(i) - '0') % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (char) ('0' + (11 - product) % 10);
  }

  /** ISO 7064 MOD 37,36 over digits and letters: certificate identifiers. */
  static char mod37x36(CharSequence text) {
    int product = 36;
    for (int i = 0; i < text.length(); i++) {
      int sum = (product + Alphabet.DIGITS_AND_LETTERS.valueOf(text.charAt(i))) % 36;
      product = (sum == 0 ? 36 : sum) * 2 % 37;
    }
    return Alphabet.DIGITS_AND_LETTERS.at((37 - product) % 36);
  }

  /** The check digit of machine-readable travel documents over the characters before an index. */
  static char travelDocument(CharSequence text, int to) {
    int sum = 0;
    for (int i = 0; i < to; i++) {
      int weight = i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1;
      sum += Alphabet.DIGITS_AND_LETTERS.valueOf(text.charAt(i)) * weight;
    }
    return (char) ('0' + sum % 10);
  }
}
