package io.github.citydc.naming.domain;

import java.util.Locale;

/** The kinds of things that a name on the e-government network can stand for. */
public enum DomainKind {
  /** The portal of the central government, www.gov.cn. */
  NATIONAL_PORTAL,
  /** The portal of a department of the State Council or another central organ. */
  MINISTRY_PORTAL,
  /** The portal of the government of a province or municipality. */
  PROVINCIAL_PORTAL,
  /** The portal of the government of a prefecture or prefecture-level city. */
  PREFECTURAL_PORTAL,
  /** The portal of the government of a district, county or county-level city. */
  COUNTY_PORTAL,
  /** The portal of an agency that a government sent out, such as that of a development zone. */
  DISPATCHED_AGENCY,
  /** The portal of a government or organ that is not known by this name. */
  OTHER_PORTAL,
  /** The site of a department or institution of a government. */
  DEPARTMENT,
  /** The site of a local unit of a vertically managed ministry. */
  VERTICAL_UNIT,
  /** A business system or platform with a host of its own. */
  BUSINESS_SYSTEM,
  /** A body in the public interest, under 公益. */
  PUBLIC_INSTITUTION,
  /** A service on the government extranet. */
  EXTRANET;

  /**
   * The stable name, for output.
   *
   * @return for example {@code county-portal}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
