package io.github.citydc.code;

/**
 * Type of a government service item 事项类型, GB/T 39046-2020, A.1; the national service platform has
 * the same codes. The standard leaves 11 to 19 and 21 to 99 to extensions: the code set has them,
 * this enum does not. Local systems that number the types in other ways map to these.
 */
public enum ItemType implements CodedValue {
  /** An administrative power of any type. */
  POWER("00", "行政权力事项", "administrative power"),
  /** Permits what is otherwise forbidden. */
  LICENSE("01", "行政许可", "administrative license"),
  /** Punishes a breach of the law. */
  PENALTY("02", "行政处罚", "administrative penalty"),
  /** Restrains a person or a thing. */
  COERCION("03", "行政强制", "administrative coercion"),
  /** Takes taxes, fees or property. */
  LEVY("04", "行政征收", "administrative levy"),
  /** Grants money or other help. */
  PAYMENT("05", "行政给付", "administrative payment"),
  /** Inspection of compliance with the law. */
  INSPECTION("06", "行政检查", "administrative inspection"),
  /** Establishes a status or a fact. */
  CONFIRMATION("07", "行政确认", "administrative confirmation"),
  /** Honours merit. */
  REWARD("08", "行政奖励", "administrative reward"),
  /** Decides between parties. */
  ADJUDICATION("09", "行政裁决", "administrative adjudication"),
  /** Any other power. */
  OTHER("10", "其他类别事项", "other administrative power"),
  /** No power, but a service to the public. */
  PUBLIC_SERVICE("20", "公共服务事项", "public service");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  ItemType(String code, String nameZh, String nameEn) {
    this.code = code;
    this.nameZh = nameZh;
    this.nameEn = nameEn;
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
