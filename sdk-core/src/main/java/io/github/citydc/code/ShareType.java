package io.github.citydc.code;

/**
 * The terms on which a resource is shared between government departments 共享类型 (发改高技〔2017〕1272号).
 */
public enum ShareType implements CodedValue {
  /** Any department gets it. */
  UNCONDITIONAL("1", "无条件共享", "unconditional"),
  /** Departments get it on grant, for stated purposes. */
  CONDITIONAL("2", "有条件共享", "conditional"),
  /** Not shared; this requires a law or a decision of the State Council. */
  NONE("3", "不予共享", "not shared");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  ShareType(String code, String nameZh, String nameEn) {
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
