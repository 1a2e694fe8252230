package io.github.citydc.cli.front.store;

import java.util.Locale;

/** How far what was taken is. */
public enum ItemState {
  /** It is in the outbox. */
  TAKEN,
  /** Its receipt is there. */
  ACCEPTED,
  /** It will not be sent any more. */
  REJECTED;

  /**
   * As it is written in tables and answers.
   *
   * @return in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
