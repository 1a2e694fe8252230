package io.github.citydc.code;

/**
 * The urgency of an official document or telegram 紧急程度. The standards know the words only, so the
 * word is the code.
 */
public enum Urgency implements CodedValue {
  /** Telegrams only: delivered and handled at once. */
  IMMEDIATE("特提", "特提", "immediate"),
  /** Documents and telegrams. */
  MOST_URGENT("特急", "特急", "most urgent"),
  /** Documents and telegrams. */
  URGENT("加急", "加急", "urgent"),
  /** Telegrams only. */
  ROUTINE("平急", "平急", "routine");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  Urgency(String code, String nameZh, String nameEn) {
    this.code = code;
    this.nameZh = nameZh;
    this.nameEn = nameEn;
  }

  /**
   * Returns whether documents on paper or in files can be of this urgency, and not only telegrams.
   *
   * @return true for {@link #MOST_URGENT} and {@link #URGENT}
   */
  public boolean isForDocuments() {
    return this == MOST_URGENT || this == URGENT;
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
