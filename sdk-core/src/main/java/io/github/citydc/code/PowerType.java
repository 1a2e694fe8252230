package io.github.citydc.code;

/**
 * Type of power 权力类型 behind a government service matter, with the codes of the national service
 * platform. Local systems number the same types in other ways; they map to these.
 */
public enum PowerType implements CodedValue {
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
  OTHER("10", "其他行政权力", "other administrative power"),
  /** No power, but a service to the public. */
  PUBLIC_SERVICE("20", "公共服务", "public service");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  PowerType(String code, String nameZh, String nameEn) {
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
