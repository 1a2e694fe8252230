package io.github.citydc.testkit.conformance;

import java.util.List;

/**
 * A check of the suite, before it is tried.
 *
 * @param id for example {@code S-04}; stays the same from version to version
 * @param role who is checked
 * @param title what has to hold, in English
 * @param titleZh what has to hold, in Chinese
 * @param clauses the clauses of the standard it stands for, by number
 */
public record ConformanceCheck(
    String id, Role role, String title, String titleZh, List<String> clauses) {

  /** Who is checked. */
  public enum Role {
    /** A node: the suite is its client. */
    NODE,
    /** A client: the suite is its node. */
    CLIENT
  }

  /** Copies the clauses. */
  public ConformanceCheck {
    clauses = List.copyOf(clauses);
  }

  /**
   * All checks of the suite, in their order.
   *
   * @return those of nodes, then those of clients
   */
  public static List<ConformanceCheck> all() {
    return Catalogue.checks();
  }
}
