package io.github.citydc.code;

/** What the lists mean by a code: a division, or something else that they have beside divisions. */
public enum DivisionKind {
  /**
   * A division of the civil affairs ministry's lists, or a street, town or community of the
   * statistical ones.
   */
  DIVISION("行政区划", "division"),
  /**
   * A summary row of GB/T 2260, which groups divisions and is none itself: 市辖区 ({@code 440101}, the
   * districts of Guangzhou), 县 ({@code 110200}), 省直辖县级行政区划 ({@code 429000}). City authorities
   * register under it, so that credit codes have it as their division.
   */
  SUMMARY("汇总码", "summary row"),
  /** A code that only the lists of the statistics bureau have, most of them development zones. */
  STATISTICAL("统计用区划代码", "statistical code"),
  /**
   * A code or name that another yearly list has for years in which the ministry's list has a
   * different one, or none. Nothing here decides which of the two was in use.
   */
  VARIANT("存异代码", "variant");

  private final String nameZh;
  private final String nameEn;

  DivisionKind(String nameZh, String nameEn) {
    this.nameZh = nameZh;
    this.nameEn = nameEn;
  }

  /**
   * The Chinese name.
   *
   * @return for example 汇总码
   */
  public String nameZh() {
    return nameZh;
  }

  /**
   * The English name.
   *
   * @return for example {@code summary row}
   */
  public String nameEn() {
    return nameEn;
  }

  /** The kind that a letter behind a code of the resource stands for, NUL for none. */
  static DivisionKind ofLetter(char letter) {
    return switch (letter) {
      case 0 -> DIVISION;
      case 's' -> SUMMARY;
      case 't' -> STATISTICAL;
      case 'v' -> VARIANT;
      default -> throw new IllegalArgumentException("No kind of division is marked " + letter);
    };
  }
}
