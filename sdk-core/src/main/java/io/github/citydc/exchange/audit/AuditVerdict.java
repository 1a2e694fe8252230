package io.github.citydc.exchange.audit;

import java.util.Arrays;
import java.util.Locale;

/** What came of what an entry of the audit trail is about. */
public enum AuditVerdict {
  /** It was done: a message stored, a request answered, something given. */
  ACCEPTED,
  /** It had been done before; nothing was done again. */
  DUPLICATE,
  /** It was refused; the code says why. */
  REFUSED,
  /** Entries that could not be written; how many says {@link AuditEntry#times}. */
  LOST;

  /**
   * The word in the table and in exports.
   *
   * @return for example {@code accepted}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the word.
   *
   * @param word for example {@code accepted}
   * @return the verdict
   * @throws IllegalArgumentException if it is none
   */
  public static AuditVerdict ofWireName(String word) {
    return Arrays.stream(values())
        .filter(verdict -> verdict.wireName().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no verdict " + word));
  }
}
