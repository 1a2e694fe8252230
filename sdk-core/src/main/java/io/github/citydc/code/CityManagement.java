package io.github.citydc.code;

/** What codes of components and of events have in common, GB/T 30428.2. */
final class CityManagement {

  private static final int CLASS = 6;

  private CityManagement() {}

  static void examine(CharSequence text, Findings findings) {
    if (!CountyCodes.contain(text, 0)) {
      findings.report("unknown-division", 0);
    }
    char last = text.charAt(CLASS + 1);
    if (text.charAt(CLASS) != '0' || last < '1' || last > '6') {
      findings.report("class", CLASS);
    }
  }
}
