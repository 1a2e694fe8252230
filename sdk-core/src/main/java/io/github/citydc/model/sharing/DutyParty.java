package io.github.citydc.model.sharing;

/** A party that has to act by a deadline of Decree 809. */
public enum DutyParty {
  /** The department that provides the data 数据提供部门. */
  PROVIDER("provider", "数据提供部门"),
  /** The department that applies for the data and uses it 数据需求部门. */
  REQUESTER("requester", "数据需求部门"),
  /** The authority in charge of sharing 政府数据共享主管部门. */
  AUTHORITY("authority", "政府数据共享主管部门");

  private final String nameEn;
  private final String nameZh;

  DutyParty(String nameEn, String nameZh) {
    this.nameEn = nameEn;
    this.nameZh = nameZh;
  }

  /**
   * The name in English.
   *
   * @return one word
   */
  public String nameEn() {
    return nameEn;
  }

  /**
   * The name in Chinese.
   *
   * @return the term of the decree
   */
  public String nameZh() {
    return nameZh;
  }
}
