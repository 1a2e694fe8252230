package io.github.citydc.code;

/**
 * The 15 kinds of official documents 文种 (《党政机关公文处理工作条例》, 中办发〔2012〕14号, article 8). The regulation
 * has names only, so the name is the code. Resolutions, communiques, proclamations, public notices
 * and minutes often have no document number, and decisions published to everybody neither; an order
 * has an order number. Main recipients are what only documents to somebody have.
 */
public enum DocumentKind implements CodedValue {
  /** Major decisions passed by a meeting. */
  RESOLUTION("决议", "决议", "resolution"),
  /** Decides on important matters, rewards and punishes, changes or revokes. */
  DECISION("决定", "决定", "decision"),
  /** Promulgates regulations, takes weighty compulsory measures, confers ranks. */
  ORDER("命令", "命令（令）", "order"),
  /** Makes important decisions and events public. */
  COMMUNIQUE("公报", "公报", "communique"),
  /** Announces important or statutory matters to the country and abroad. */
  PROCLAMATION("公告", "公告", "proclamation"),
  /** Announces to a part of society what it must comply with or know. */
  PUBLIC_NOTICE("通告", "通告", "public notice"),
  /** Gives views on important questions and ways to deal with them. */
  OPINION("意见", "意见", "opinion"),
  /** Informs subordinates of what to carry out or know, and forwards documents. */
  NOTICE("通知", "通知", "notice"),
  /** Praises, criticises, conveys important situations. */
  CIRCULAR("通报", "通报", "circular"),
  /** Reports to a superior, answers its inquiries. */
  REPORT("报告", "报告", "report"),
  /** Asks a superior for instructions or approval. */
  REQUEST("请示", "请示", "request for instructions"),
  /** Answers a subordinate's request. */
  REPLY("批复", "批复", "reply"),
  /** Submitted by a government to its people's congress. */
  PROPOSAL("议案", "议案", "proposal"),
  /** Between organs that are not subordinate to each other. */
  LETTER("函", "函", "letter"),
  /** Records what a meeting discussed and agreed. */
  MINUTES("纪要", "纪要", "minutes");

  private final String code;
  private final String nameZh;
  private final String nameEn;

  DocumentKind(String code, String nameZh, String nameEn) {
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

  /**
   * Returns whether every document of the kind has a number: a document number, or for an order an
   * order number.
   *
   * @return false if there are documents of the kind without one
   */
  public boolean isNumbered() {
    return this == ORDER || hasRecipients();
  }

  /**
   * Returns whether every document of the kind is addressed to main recipients 主送机关.
   *
   * @return false if there are documents of the kind without any
   */
  public boolean hasRecipients() {
    return switch (this) {
      case OPINION, NOTICE, CIRCULAR, REPORT, REQUEST, REPLY, PROPOSAL, LETTER -> true;
      default -> false;
    };
  }
}
