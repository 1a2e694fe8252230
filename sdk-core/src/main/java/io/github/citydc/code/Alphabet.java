package io.github.citydc.code;

import java.util.Arrays;

/** A set of ASCII characters with the value each one has in the arithmetic of a check character. */
final class Alphabet {

  static final Alphabet DIGITS = of("0123456789");
  static final Alphabet DIGITS_AND_LETTERS = of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  static final Alphabet LETTERS = of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  private static final int SIZE = 128;

  private final String characters;
  private final byte[] values;

  private Alphabet(String characters) {
    this.characters = characters;
    values = new byte[SIZE];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < characters.length(); i++) {
      values[characters.charAt(i)] = (byte) i;
    }
  }

  /** The characters in the order of their values, the first one is worth 0. */
  static Alphabet of(String characters) {
    return new Alphabet(characters);
  }

  /** The value of a character, -1 if it does not belong. */
  int valueOf(char c) {
    return c < SIZE ? values[c] : -1;
  }

  boolean contains(char c) {
    return valueOf(c) >= 0;
  }

  char at(int value) {
    return characters.charAt(value);
  }
}
