package io.github.citydc.code;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An administrative division 行政区划 for the time in which it had one and the same name, or another
 * row of the lists of divisions; see {@link #kind}.
 *
 * @param code the code: 6 digits down to the county, 9 for a street or town, 12 for a community
 * @param kind whether it is a division or something else the lists have
 * @param name the name at that time, without those of the divisions above
 * @param from the day from which it stood under this code and name, empty if already in 1980, or
 *     not known
 * @param until the first day it no longer did, empty if it still does
 * @param successors codes of the current divisions to which its area belongs now; empty if it is
 *     current itself, or if they are not known
 */
public record Division(
    DivisionCode code,
    DivisionKind kind,
    String name,
    Optional<ApproximateDate> from,
    Optional<ApproximateDate> until,
    List<DivisionCode> successors) {

  /** Copies the successors. */
  public Division {
    successors = List.copyOf(successors);
  }

  /**
   * The level.
   *
   * @return the level its code speaks of
   */
  public DivisionLevel level() {
    return code.level();
  }

  /**
   * Returns whether the division stands in the current list.
   *
   * @return true if its validity has no end, as far as is known
   */
  public boolean isCurrent() {
    return until.isEmpty();
  }

  /**
   * Returns whether the division existed under this code and name, as far as is known: while a
   * change is only known to fall into a year, both the old and the new division count during that
   * year.
   *
   * @param date a day
   * @return false if it is known not to have existed that day
   */
  public boolean wasValid(LocalDate date) {
    return from.map(start -> !date.isBefore(start.earliest())).orElse(true)
        && until.map(end -> date.isBefore(end.latest())).orElse(true);
  }
}
