package io.github.citydc.exchange.reconciliation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The verdict of reconciliation on a message. */
public enum ReconciliationVerdict {
  /** Acknowledged here, accepted there, with the same body. */
  AGREED,
  /** On its way: not acknowledged here, not accepted there. */
  PENDING,
  /** Among the dead letters here, not accepted there. */
  DEAD,
  /** Acknowledged here, not known there: the receiver has lost it. */
  MISSING,
  /** Accepted there, but its receipt has not arrived here. */
  UNACKNOWLEDGED,
  /** Accepted there with another body than the one here. Needs manual repair. */
  DIFFERENT,
  /** Accepted there in this node's name, but not in its outbox. */
  UNKNOWN_HERE,
  /**
   * The receiver fails when it is asked for the receipt, for example because what it has stored
   * cannot be read. Needs manual repair, over there.
   */
  UNCLEAR,
  /** Made before the time from which on the receiver remembers: cannot be compared. */
  FORGOTTEN;

  private static final Set<ReconciliationVerdict> FINDINGS =
      EnumSet.of(MISSING, UNACKNOWLEDGED, DIFFERENT, UNKNOWN_HERE, UNCLEAR);

  /**
   * Returns whether the two nodes disagree.
   *
   * @return true for {@link #MISSING}, {@link #UNACKNOWLEDGED}, {@link #DIFFERENT}, {@link
   *     #UNKNOWN_HERE} and {@link #UNCLEAR}
   */
  public boolean isFinding() {
    return FINDINGS.contains(this);
  }

  /**
   * The name in reports.
   *
   * @return for example {@code unknown-here}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
