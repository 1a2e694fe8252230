package io.github.citydc.signing.gateway;

/** Checks of what goes into fields. */
final class Texts {

  private Texts() {}

  static String requireToken(String what, String text) {
    boolean printable = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (!printable) {
      throw new IllegalArgumentException("The " + what + " is of printable ASCII, without spaces");
    }
    return text;
  }
}
