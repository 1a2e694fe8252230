package io.github.citydc.exchange.records;

import io.github.citydc.code.DivisionCode;
import java.util.Optional;
import java.util.Set;

/**
 * A change of a record, as a log stores it.
 *
 * @param position from 1, in the order of commits
 * @param change what happened
 * @param division the smallest division that covers the record, empty if it was deleted, belongs to
 *     none, or the log does not know
 * @param before the same before the change, empty if the record is new
 */
public record LoggedChange(
    long position,
    RecordChange change,
    Optional<DivisionCode> division,
    Optional<DivisionCode> before) {

  /**
   * A change of which no division is known: not shown to readers of some divisions only.
   *
   * @param position from 1, in the order of commits
   * @param change what happened
   */
  public LoggedChange(long position, RecordChange change) {
    this(position, change, Optional.empty(), Optional.empty());
  }

  /**
   * What a reader of some divisions sees of it. A record that has left them is deleted for that
   * reader.
   *
   * @param divisions the divisions, empty for all
   * @return the change, its deletion, or nothing
   */
  public Optional<LoggedChange> within(Set<DivisionCode> divisions) {
    if (divisions.isEmpty() || isCovered(division, divisions)) {
      return Optional.of(this);
    }
    return isCovered(before, divisions) ? Optional.of(deleted()) : Optional.empty();
  }

  private LoggedChange deleted() {
    return new LoggedChange(
        position,
        RecordChange.delete(change.type(), change.resource(), change.id(), change.changedAt()),
        Optional.empty(),
        before);
  }

  private static boolean isCovered(Optional<DivisionCode> place, Set<DivisionCode> divisions) {
    return place
        .filter(code -> divisions.stream().anyMatch(division -> division.covers(code)))
        .isPresent();
  }
}
