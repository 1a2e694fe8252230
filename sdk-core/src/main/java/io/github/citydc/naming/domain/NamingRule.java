package io.github.citydc.naming.domain;

import java.util.Locale;

/**
 * The rules for names on the e-government network, each with its source.
 *
 * <p>The documents: 国办函〔2018〕55号 is the notice of the State Council's General Office on the domain
 * names of government web sites, 国办发〔2017〕47号 its guideline for the development of government web
 * sites. Where they say "in principle" 原则上, an exception needs the approval of the superior office.
 */
public enum NamingRule {
  /** There is a text. */
  EMPTY(NamingRule.DNS),
  /** No blanks and no characters that cannot be seen. */
  INVISIBLE_CHARACTER(NamingRule.DNS),
  /** No full-width letters, digits or signs. */
  FULL_WIDTH(NamingRule.DNS),
  /** A name is no URL: user name, port, path and query are not a part of it. */
  NOT_A_NAME("RFC 3986 §3.2"),
  /** No user name before the host, which makes another host look like the one meant. */
  USER_INFO("RFC 3986 §7.6"),
  /** A web site is named without a port. */
  PORT("RFC 3986 §3.2.3"),
  /** No label between two dots is empty. */
  EMPTY_LABEL(NamingRule.DNS),
  /** Letters, digits, hyphens and Chinese characters. */
  CHARACTER(NamingRule.DNS),
  /** No hyphen at the ends of a label, nor two of them at its third character. */
  HYPHEN("RFC 5891 §4.2.3.1"),
  /** A label has at most 63 characters in its ASCII form. */
  LABEL_LENGTH(NamingRule.DNS),
  /** A name has at most 253 characters in its ASCII form. */
  NAME_LENGTH(NamingRule.DNS),
  /** A label that begins with {@code xn--} decodes, and back to itself. */
  PUNYCODE("RFC 5891 §5.4"),
  /** Letters of other scripts, which look like Latin ones, and variants of Chinese characters. */
  SCRIPT("UTS 39 §5"),
  /** Government web sites are named under gov.cn and 政务. */
  SUFFIX(NamingRule.NOTICE),
  /** gov.cn stands within a name that ends otherwise. */
  SUFFIX_IMITATION(NamingRule.NOTICE),
  /** Something stands before the suffix. */
  SUFFIX_ALONE(NamingRule.NOTICE),
  /** Institutions without administrative functions do not use gov.cn, in principle. */
  NO_ADMINISTRATIVE_FUNCTION(NamingRule.NOTICE),
  /** The portal of a government or ministry is {@code www.□□□.gov.cn}. */
  PORTAL(NamingRule.NOTICE),
  /** A department of a province or prefecture is named under its government. */
  DEPARTMENT_BELOW_GOVERNMENT(NamingRule.NOTICE),
  /** A basic unit of a vertically managed ministry is named under the ministry. */
  UNIT_BELOW_MINISTRY(NamingRule.NOTICE),
  /** Departments of a county, streets and towns use the portal of the county, in principle. */
  NO_SITE_OF_ITS_OWN("国办发〔2017〕47号"),
  /** Columns and business systems are paths on the site they belong to, in principle. */
  PATH_ON_SITE(NamingRule.NOTICE),
  /** The Chinese name is the organ's full or standard short name under 政务. */
  CHINESE_NAME(NamingRule.NOTICE),
  /** The name is under the government or ministry of its owner. */
  OWNER(NamingRule.NOTICE),
  /** One English and one Chinese name, or the main one is declared. */
  ONE_NAME(NamingRule.NOTICE + " 一（一）"),
  /** An English name has a Chinese one beside it, and the other way round. */
  NAME_PAIR(NamingRule.NOTICE + " 一（一）"),
  /** A name on the extranet ends with a province or ministry before cegn.cn, as names there do. */
  EXTRANET_FORM(NamingRule.PRACTICE),
  /** The province before cegn.cn is the one of the owner. */
  EXTRANET_REGION(NamingRule.PRACTICE);

  private static final String DNS = "RFC 1035 §2.3, RFC 5890 §2.3";
  private static final String NOTICE = "国办函〔2018〕55号";
  private static final String PRACTICE = "practice on cegn.cn, ISO 3166-2:CN";

  private final String citation;

  NamingRule(String citation) {
    this.citation = citation;
  }

  /**
   * The stable name, for output and as the key of the sentence.
   *
   * @return for example {@code suffix-imitation}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The document the rule comes from.
   *
   * @return for example {@code 国办函〔2018〕55号}
   */
  public String citation() {
    return citation;
  }
}
