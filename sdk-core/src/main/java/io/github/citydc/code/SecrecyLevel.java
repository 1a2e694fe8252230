package io.github.citydc.code;

/**
 * Level of secrecy 密级 of an official document. The standards know the words only, so the word is
 * the code.
 */
public enum SecrecyLevel implements CodedValue {
  /** Disclosure would do especially grave harm; at most 30 years. */
  TOP_SECRET("绝密", "绝密", "top secret"),
  /** Disclosure would do grave harm; at most 20 years. */
  CONFIDENTIAL("机密", "机密", "confidential"),
  /** Disclosure would do harm; at most 10 years. */
  SECRET("秘密", "秘密", "secret");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  SecrecyLevel(String code, String nameZh, String nameEn) {
    this.code = code;
    this.nameZh = nameZh;
    this.nameEn = nameEn;
  }

  /**
   * The longest term of secrecy, where nothing else is decided.
   *
   * @return a number of years
   */
  public int maximumYears() {
    return switch (this) {
      case TOP_SECRET -> 30;
      case CONFIDENTIAL -> 20;
      case SECRET -> 10;
    };
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String nameZh() {
    return nameZh;
  }

  @Override
  public String nameEn() {
    return nameEn;
  }
}
