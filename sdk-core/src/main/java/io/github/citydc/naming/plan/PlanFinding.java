package io.github.citydc.naming.plan;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.Messages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A mistake in a {@link NamingPlan}.
 *
 * @param kind what it is
 * @param divisions the divisions it is about
 * @param name the name they share or have, empty for a gap
 */
public record PlanFinding(Kind kind, List<DivisionCode> divisions, String name) {

  /** The kinds of mistakes in a plan. */
  public enum Kind {
    /** Two divisions, or a division and an exception, have one name. */
    COLLISION,
    /** A division of today has no name. */
    GAP,
    /** A name belongs to a division that no longer exists or is not in the city. */
    STRANGER
  }

  /** Copies the divisions. */
  public PlanFinding {
    divisions = List.copyOf(divisions);
  }

  /**
   * The finding in words, Chinese for a Chinese locale and English for every other.
   *
   * @param locale the reader's language
   * @return one sentence
   */
  public String message(Locale locale) {
    String places =
        divisions.stream()
            .map(code -> code + " " + Divisions.standard().fullName(code))
            .collect(Collectors.joining(", "));
    return Messages.format("plan-" + kind.name().toLowerCase(Locale.ROOT), locale, places, name);
  }
}
