package io.github.citydc.exchange;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of items that can be reconciled: interface standard §4.4. */
public enum ItemKind {
  /** Messages; the digest of one is that of its envelope. */
  MESSAGES,
  /** Batches; the digest of one is that of its manifest. */
  BATCHES;

  /**
   * Finds a kind by the name it has on the wire.
   *
   * @param text for example {@code messages}
   * @return the kind
   * @throws IllegalArgumentException if there is no such kind
   */
  public static ItemKind ofWireName(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("A kind is messages or batches"));
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code messages}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
