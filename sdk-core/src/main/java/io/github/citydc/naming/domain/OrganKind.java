package io.github.citydc.naming.domain;

import java.util.Locale;

/** The kinds of organs that the rules for names distinguish. */
public enum OrganKind {
  /** The government of a division; the office of a street, too. */
  GOVERNMENT,
  /** A department of the State Council. */
  MINISTRY,
  /** A department of a local government. */
  DEPARTMENT,
  /** A local unit of a vertically managed ministry, for example of the tax administration. */
  VERTICAL_UNIT,
  /** An institution without administrative functions. */
  INSTITUTION;

  /**
   * The stable name, for commands and output.
   *
   * @return for example {@code vertical-unit}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
