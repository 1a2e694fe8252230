package io.github.citydc.code;

/** The form of a {@link DocumentNumber}, which the kind of document decides. */
public enum DocumentNumberForm {
  /** 发文字号: short name of the organ, year in brackets, number: 穗府办〔2003〕50号. */
  DOCUMENT,
  /** The number of an order 令号: 国务院令第750号, 中华人民共和国主席令第八十三号. */
  ORDER,
  /** The number of a proclamation or public notice 公告号, 通告号: 财政部 税务总局公告2023年第12号. */
  ANNOUNCEMENT
}
