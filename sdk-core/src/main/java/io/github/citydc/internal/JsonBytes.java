package io.github.citydc.internal;

import java.util.Optional;

/**
 * What every text of a JSON document must be, names of members included: UTF-8, without U+0000 and
 * without half a surrogate pair. No database of ours could store them, and Jackson lets them pass.
 */
public final class JsonBytes {

  private static final int ESCAPE = 6;

  private JsonBytes() {}

  /**
   * What is not allowed, and where.
   *
   * @param at index of the first byte
   * @param fault the rule
   */
  public record Finding(int at, JsonFault fault) {}

  /** Ends a search; has no trace, as nobody sees it. */
  private static final class Found extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int at;
    private final JsonFault fault;

    Found(int at, JsonFault fault) {
      super(null, null, false, false);
      this.at = at;
      this.fault = fault;
    }
  }

  /**
   * Looks at every byte.
   *
   * @param json a JSON document, well-formed or not
   * @param offset where it begins
   * @param length how many bytes it has
   * @return the first thing that is not allowed, or empty
   */
  public static Optional<Finding> find(byte[] json, int offset, int length) {
    try {
      search(json, offset, length);
      return Optional.empty();
    } catch (Found found) {
      return Optional.of(new Finding(found.at, found.fault));
    }
  }

  private static void search(byte[] json, int offset, int length) {
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
      throw new Found(at, JsonFault.NUL);
    }
    if (!Character.isSurrogate((char) unit)) {
      return at + ESCAPE;
    }
    int other = escaped(json, at + ESCAPE, end);
    if (!Character.isHighSurrogate((char) unit)
        || other < 0
        || !Character.isLowSurrogate((char) other)) {
      throw new Found(at, JsonFault.LONE_SURROGATE);
    }
    return at + 2 * ESCAPE;
  }

  /**
   * The UTF-16 unit that stands at a place with backslash, u and four digits, -1 if there is none.
   */
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
      throw new Found(at, JsonFault.NOT_UTF_8);
    }
    int second = json[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      throw new Found(at, JsonFault.NOT_UTF_8);
    }
    for (int i = at + 2; i <= at + more; i++) {
      if ((json[i] & 0xc0) != 0x80) {
        throw new Found(at, JsonFault.NOT_UTF_8);
      }
    }
    return at + more + 1;
  }
}
