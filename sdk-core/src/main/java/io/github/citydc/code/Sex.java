package io.github.citydc.code;

/** Sex of a person, GB/T 2261.1-2003. */
public enum Sex implements CodedValue {
  /** Not known. */
  UNKNOWN("0", "未知的性别", "unknown"),
  /** Male. */
  MALE("1", "男性", "male"),
  /** Female. */
  FEMALE("2", "女性", "female"),
  /** Known, but not stated. */
  UNSPECIFIED("9", "未说明的性别", "unspecified");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  Sex(String code, String nameZh, String nameEn) {
    this.code = code;
    this.nameZh = nameZh;
    this.nameEn = nameEn;
  }

  /** The sex that the sequence number of a personal identifier stands for: odd numbers are male. */
  static Sex ofSequence(int sequence) {
    return sequence % 2 == 1 ? MALE : FEMALE;
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
