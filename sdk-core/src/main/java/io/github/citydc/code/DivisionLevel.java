package io.github.citydc.code;

/** The level of a {@link DivisionCode}, from the nation down to the community. */
public enum DivisionLevel {
  /** The whole country, written 100000; not a code of GB/T 2260, but used by central organs. */
  NATION("国家级", "nation"),
  /** Province, autonomous region, municipality or special administrative region. */
  PROVINCE("省级", "province"),
  /** Prefecture-level city, prefecture or league. */
  PREFECTURE("地级", "prefecture"),
  /** District, county or county-level city. */
  COUNTY("县级", "county"),
  /** Street 街道, town or township, GB/T 10114. */
  TOWN("乡级", "town"),
  /** Area of a residents' or village committee, the statistical code. */
  COMMUNITY("村级", "community");

  private final String nameZh;
  private final String nameEn;

  DivisionLevel(String nameZh, String nameEn) {
    this.nameZh = nameZh;
    this.nameEn = nameEn;
  }

  /**
   * The Chinese name.
   *
   * @return for example 县级
   */
  public String nameZh() {
    return nameZh;
  }

  /**
   * The English name.
   *
   * @return for example {@code county}
   */
  public String nameEn() {
    return nameEn;
  }
}
