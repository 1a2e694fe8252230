package io.github.citydc.code;

import java.util.Arrays;

/**
 * The six-digit codes that ever stood for a division, as one bit each: the question that every
 * check of a citizen identification number and a credit code asks. Immutable, filled on first use.
 */
final class CountyCodes {

  private static final int PROVINCES = 100;
  private static final int PER_PROVINCE = 10_000;
  private static final long KEYS_PER_COUNTY = 1_000_000L;
  private static final String NATION = "100000";
  private static final long[] NONE = new long[0];

  /** Bits by the first two digits; provinces that do not exist have none. */
  private static final long[][] BITS = fill(Divisions.standard().table());

  private CountyCodes() {}

  private static long[][] fill(DivisionTable table) {
    long[][] bits = new long[PROVINCES][];
    Arrays.fill(bits, NONE);
    for (int row = 0; row < table.size(); row++) {
      long key = table.key(row);
      if (key % KEYS_PER_COUNTY == 0) {
        int code = (int) (key / KEYS_PER_COUNTY);
        int province = code / PER_PROVINCE;
        if (bits[province] == NONE) {
          bits[province] = new long[PER_PROVINCE / Long.SIZE + 1];
        }
        int rest = code % PER_PROVINCE;
        bits[province][rest / Long.SIZE] |= 1L << rest;
      }
    }
    return bits;
  }

  /** Returns whether the six digits from an index are such a code. */
  static boolean contain(CharSequence text, int from) {
    int code = 0;
    for (int i = from; i < from + 6; i++) {
      code = code * 10 + (text.charAt(i) - '0');
    }
    return contain(code);
  }

  /** Returns whether a number of six digits is such a code. */
  static boolean contain(int code) {
    long[] province = BITS[code / PER_PROVINCE];
    int rest = code % PER_PROVINCE;
    return province != NONE && (province[rest >> 6] >> rest & 1) != 0;
  }

  /** The same, taking 100000 for the organs of the central government. */
  static boolean containOrNation(CharSequence text, int from) {
    return contain(text, from) || NATION.contentEquals(text.subSequence(from, from + 6));
  }
}
