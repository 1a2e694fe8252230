package io.github.citydc.model.sharing;

/**
 * A duty with a term (Decree 809), in working days unless it says otherwise. Day 1 is the first
 * working day after the one on which the term begins.
 */
public enum SharingDuty {
  /** The provider updates an entry of the catalog after its legal basis or its duties changed. */
  CATALOG_UPDATE(17, 10, DutyParty.PROVIDER, "update and report of the catalog entry", "更新目录并报送审核"),
  /** The authority reviews an entry of the catalog and publishes it. */
  CATALOG_REVIEW(
      17, 2, DutyParty.AUTHORITY, "review and publication of the catalog entry", "审核并公布目录"),
  /** The provider answers an application for what is shared unconditionally. */
  ANSWER_UNCONDITIONAL(21, 1, DutyParty.PROVIDER, "answer to the application", "答复无条件共享类申请"),
  /** The provider answers an application for what is shared conditionally. */
  ANSWER_CONDITIONAL(21, 10, DutyParty.PROVIDER, "answer to the application", "答复有条件共享类申请"),
  /** The provider shares the data that it has agreed to share. */
  DELIVERY(22, 20, DutyParty.PROVIDER, "sharing of the data", "提供数据"),
  /** The provider verifies, corrects and answers. */
  CORRECTION(26, 10, DutyParty.PROVIDER, "answer to the request for correction", "校核并反馈"),
  /**
   * The reader ends the misuse for which its grant was suspended. The decree has no term for it:
   * the suspension sets a day.
   */
  MENDING(27, 0, DutyParty.REQUESTER, "end of the misuse, by the term of the suspension", "限期整改");

  private final int article;
  private final int workingDays;
  private final DutyParty party;
  private final String nameEn;
  private final String nameZh;

  SharingDuty(int article, int workingDays, DutyParty party, String nameEn, String nameZh) {
    this.article = article;
    this.workingDays = workingDays;
    this.party = party;
    this.nameEn = nameEn;
    this.nameZh = nameZh;
  }

  /**
   * The article that sets the term.
   *
   * @return its number
   */
  public int article() {
    return article;
  }

  /**
   * The term, without any extension.
   *
   * @return working days, 0 if the term is set from case to case
   */
  public int workingDays() {
    return workingDays;
  }

  /**
   * The longest extension, which the authority has to consent to: five working days for the update
   * of an entry (art. 17), ten for an answer (art. 21), otherwise none.
   *
   * @return working days
   */
  public int longestExtension() {
    return switch (this) {
      case CATALOG_UPDATE -> 5;
      case ANSWER_UNCONDITIONAL, ANSWER_CONDITIONAL -> 10;
      case CATALOG_REVIEW, DELIVERY, CORRECTION, MENDING -> 0;
    };
  }

  /**
   * Who has to act.
   *
   * @return the part of the department in sharing
   */
  public DutyParty party() {
    return party;
  }

  /**
   * The name in English.
   *
   * @return what has to be done
   */
  public String nameEn() {
    return nameEn;
  }

  /**
   * The name in Chinese.
   *
   * @return what has to be done
   */
  public String nameZh() {
    return nameZh;
  }
}
