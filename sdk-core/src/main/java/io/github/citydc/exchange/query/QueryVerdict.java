package io.github.citydc.exchange.query;

import java.util.Locale;

/** What a register says to a query. */
public enum QueryVerdict {
  /** There is one record with this key; the answer has it. */
  FOUND,
  /** There is no record with this key that the reader may read. */
  NOT_FOUND,
  /** There are several records with this key; the answer has none of them. */
  NOT_UNIQUE;

  /**
   * The name on the wire.
   *
   * @return {@code found}, {@code not-found} or {@code not-unique}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads the name on the wire.
   *
   * @param text the name
   * @return the verdict
   * @throws IllegalArgumentException if it is none
   */
  public static QueryVerdict ofWireName(String text) {
    for (QueryVerdict verdict : values()) {
      if (verdict.wireName().equals(text)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("must be found, not-found or not-unique");
  }
}
