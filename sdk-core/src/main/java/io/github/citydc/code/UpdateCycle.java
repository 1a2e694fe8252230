package io.github.citydc.code;

/** The update cycle of a resource 更新周期 (发改高技〔2017〕1272号). */
public enum UpdateCycle implements CodedValue {
  /** As soon as something changes. */
  REAL_TIME("1", "实时", "real time"),
  /** Every day. */
  DAILY("2", "每日", "daily"),
  /** Every week. */
  WEEKLY("3", "每周", "weekly"),
  /** Every month. */
  MONTHLY("4", "每月", "monthly"),
  /** Every quarter. */
  QUARTERLY("5", "每季度", "quarterly"),
  /** Every year. */
  YEARLY("6", "每年", "yearly");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  UpdateCycle(String code, String nameZh, String nameEn) {
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
