package io.github.citydc.exchange.message;

import java.util.Arrays;
import java.util.Locale;

/** The operation that a receiver performs with a payload. */
public enum Operation {
  /** Store this record, replacing an earlier one of the same key. */
  UPSERT,
  /** Remove the record of this key. */
  DELETE,
  /** Take note of something that happened. */
  EVENT;

  /**
   * Finds an operation by the name it has on the wire.
   *
   * @param text for example {@code upsert}
   * @return the operation
   * @throws IllegalArgumentException if there is no such operation
   */
  public static Operation ofWireName(String text) {
    return Arrays.stream(values())
        .filter(operation -> operation.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("An operation is upsert, delete or event"));
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code upsert}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
