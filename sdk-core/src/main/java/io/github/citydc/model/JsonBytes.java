package io.github.citydc.model;

/**
 * What every text of a JSON document must be, names of members included: UTF-8, without U+0000 and
 * without half a surrogate pair. No database of ours could store them, and Jackson lets them pass.
 */
final class JsonBytes {

  private static final String NOT_UTF_8 = "The text is not UTF-8";
  private static final String NUL = "U+0000 in a text";
  private static final String LONE = "Half a surrogate pair in a text";
  private static final int ESCAPE = 6;

  private JsonBytes() {}

  /**
   * Looks at every byte.
   *
   * @param json a JSON document, well-formed or not
   * @param offset where it begins
   * @param length how many bytes it has
   * @throws PayloadFormatException if it has a text that is not allowed
   */
  static void require(byte[] json, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      byte b = json[at];
      if (b == '\\') {
        at = afterEscape(json, at, end);
      } else if (b >= 0) {
        at++;
      } else {
        at = afterCharacter(json, at, end);
      }
    }
  }

  private static int afterEscape(byte[] json, int at, int end) {
    int unit = escaped(json, at, end);
    if (unit < 0) {
      return at + 2;
    }
    if (unit == 0) {
      throw new PayloadFormatException("", at, NUL);
    }
    if (!Character.isSurrogate((char) unit)) {
      return at + ESCAPE;
    }
    int other = escaped(json, at + ESCAPE, end);
    if (!Character.isHighSurrogate((char) unit)
        || other < 0
        || !Character.isLowSurrogate((char) other)) {
      throw new PayloadFormatException("", at, LONE);
    }
    return at + 2 * ESCAPE;
  }

  /** The UTF-16 unit that stands at a place with backslash, u and four digits, -1 if there is none. */
  private static int escaped(byte[] json, int at, int end) {
    if (at + ESCAPE > end || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPE; i++) {
      int digit = Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** Table 3-7 of the Unicode standard: neither longer than needed nor a surrogate. */
  private static int afterCharacter(byte[] json, int at, int end) {
    int lead = json[at] & 0xff;
    int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    if (lead < 0xc2 || lead > 0xf4 || at + more >= end) {
      throw new PayloadFormatException("", at, NOT_UTF_8);
    }
    int second = json[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      throw new PayloadFormatException("", at, NOT_UTF_8);
    }
    for (int i = at + 2; i <= at + more; i++) {
      if ((json[i] & 0xc0) != 0x80) {
        throw new PayloadFormatException("", at, NOT_UTF_8);
      }
    }
    return at + more + 1;
  }
}
