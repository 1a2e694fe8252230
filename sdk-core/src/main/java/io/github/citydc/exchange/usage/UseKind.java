package io.github.citydc.exchange.usage;

import java.util.Locale;

/** How shared data was read. */
public enum UseKind {
  /** A page of records was pulled. */
  PULL,
  /** One record was asked for by its key. */
  QUERY,
  /** A file that a record names was fetched, or a range of it. */
  FILE;

  /**
   * The name in a file.
   *
   * @return the name in lower case
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the name in a file.
   *
   * @param text for example {@code query}
   * @return the kind
   * @throws IllegalArgumentException if it is none
   */
  public static UseKind ofWireName(String text) {
    for (UseKind kind : values()) {
      if (kind.wireName().equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("A kind of use is pull, query or file");
  }
}
