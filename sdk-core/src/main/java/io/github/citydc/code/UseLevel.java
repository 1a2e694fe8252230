package io.github.citydc.code;

/**
 * Level at which a government service item is exercised 行使层级, GB/T 39046-2020, A.2; also a digit of
 * its implementation code (GB/T 39554.1-2020).
 */
public enum UseLevel implements CodedValue {
  /** By an organ of the central government. */
  NATIONAL("1", "国家级", "national"),
  /** By an organ of a province. */
  PROVINCIAL("2", "省级", "provincial"),
  /** By an organ of a city or prefecture. */
  PREFECTURAL("3", "市级", "prefectural"),
  /** By an organ of a district or county. */
  COUNTY("4", "县级", "county"),
  /** By a street or town. */
  TOWN("5", "镇（乡、街道）级", "town or street"),
  /** By a village or community. */
  COMMUNITY("6", "村（社区）级", "village or community"),
  /** By organs of several levels, each for a part. */
  GRADED("7", "分级管理", "graded management");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  UseLevel(String code, String nameZh, String nameEn) {
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
