package io.github.citydc.code;

/**
 * Class 类 of a government information resource, first digit of its {@link ResourceCode}
 * (发改高技〔2017〕1272号).
 */
public enum ResourceClass implements CodedValue {
  /** Base register: population, legal entities, space, credit, certificates. */
  BASE("1", "基础信息资源类", "base resources"),
  /** Subject shared by several departments. */
  THEME("2", "主题信息资源类", "theme resources"),
  /** Resource of one department. */
  DEPARTMENT("3", "部门信息资源类", "department resources");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  ResourceClass(String code, String nameZh, String nameEn) {
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
