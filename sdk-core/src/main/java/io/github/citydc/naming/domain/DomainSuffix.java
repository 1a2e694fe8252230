package io.github.citydc.naming.domain;

import java.util.List;

/** The suffixes of names on the e-government network. */
public enum DomainSuffix {
  /** English names of government web sites; registry CNNIC. */
  GOV_CN("gov.cn", "gov.cn"),
  /** Chinese names of organs of government; registry CONAC. */
  ZHENGWU("政务", "xn--zfr164b"),
  /**
   * Chinese names of public institutions and other bodies in the public interest; registry CONAC.
   */
  GONGYI("公益", "xn--55qw42g"),
  /** Names on the government extranet 国家电子政务外网, which the Internet does not resolve. */
  CEGN_CN("cegn.cn", "cegn.cn");

  private final String text;
  private final String ascii;

  DomainSuffix(String text, String ascii) {
    this.text = text;
    this.ascii = ascii;
  }

  /**
   * The suffix as people write it.
   *
   * @return for example {@code gov.cn}, or 政务
   */
  public String text() {
    return text;
  }

  int length() {
    return ascii.split("\\.", -1).length;
  }

  /** How many labels a registered name has: the public suffix list has all but cegn.cn. */
  int registeredLength() {
    return this == CEGN_CN ? length() : length() + 1;
  }

  boolean ends(List<String> labels) {
    return ("." + String.join(".", labels)).endsWith("." + ascii);
  }
}
