package io.github.citydc.model;

import io.github.citydc.code.ComponentCode;
import io.github.citydc.code.CreditCode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.GridCode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The places and organs a record belongs to: what a node must be responsible for to write it
 * (interface standard §7). Also made of records that have not been validated: what is missing or no
 * code is left out.
 *
 * <pre>{@code
 * @Override
 * public Jurisdiction jurisdiction() {
 *   return Jurisdiction.of(address).and(Jurisdiction.ofGrid(grid));
 * }
 * }</pre>
 *
 * @param divisions the divisions the record belongs to: a node must be responsible for each of them
 * @param organs the organs in whose name it is written, by their credit codes
 * @param complete false if the record belongs to an organ that has no credit code, so that it
 *     cannot be told whether a node may write it
 */
public record Jurisdiction(Set<DivisionCode> divisions, Set<CreditCode> organs, boolean complete) {

  private static final Jurisdiction NONE = new Jurisdiction(Set.of(), Set.of(), true);

  /** Copies the sets. */
  public Jurisdiction {
    divisions = Set.copyOf(divisions);
    organs = Set.copyOf(organs);
  }

  /**
   * The jurisdiction of a record that every known node may write.
   *
   * @return no division and no organ
   */
  public static Jurisdiction none() {
    return NONE;
  }

  /**
   * One division.
   *
   * @param division its code, null if it is missing
   * @return the division; none if it is missing or not a code
   */
  public static Jurisdiction of(@Nullable String division) {
    return division(division, DivisionCode::tryParse);
  }

  /**
   * One division.
   *
   * @param division its code
   * @return the division
   */
  public static Jurisdiction of(DivisionCode division) {
    return new Jurisdiction(Set.of(division), Set.of(), true);
  }

  /**
   * The division of an address.
   *
   * @param address the address, null if it is missing
   * @return the division; none if it is missing or not a code
   */
  public static Jurisdiction of(@Nullable Address address) {
    return address == null ? NONE : of(address.division());
  }

  /**
   * The community of a unit grid.
   *
   * @param grid code of the grid
   * @return the division; none if it is missing or not a code
   */
  public static Jurisdiction ofGrid(Optional<String> grid) {
    return division(grid.orElse(null), text -> GridCode.tryParse(text).map(GridCode::community));
  }

  /**
   * The division where a component of the city stands.
   *
   * @param component code of the component
   * @return the division; none if it is missing or not a code
   */
  public static Jurisdiction ofComponent(Optional<String> component) {
    return division(
        component.orElse(null), text -> ComponentCode.tryParse(text).map(ComponentCode::division));
  }

  /**
   * An organ that a record without a division belongs to. A node writes in the name of its own
   * organization, and of those that are registered in its division.
   *
   * @param organ the organ, null if it is missing
   * @return the organ; without a credit code the jurisdiction is not {@link #complete}
   */
  public static Jurisdiction ofOrgan(@Nullable Organ organ) {
    return ofOrgan(organ == null ? Optional.empty() : organ.creditCode());
  }

  /**
   * An organ by its credit code.
   *
   * @param creditCode the code
   * @return the organ; if the code is missing or no code the jurisdiction is not {@link #complete}
   */
  public static Jurisdiction ofOrgan(Optional<String> creditCode) {
    return creditCode
        .flatMap(CreditCode::tryParse)
        .map(code -> new Jurisdiction(Set.of(), Set.of(code), true))
        .orElseGet(() -> new Jurisdiction(Set.of(), Set.of(), false));
  }

  private static Jurisdiction division(
      @Nullable String text, Function<String, Optional<DivisionCode>> reading) {
    return Optional.ofNullable(text).flatMap(reading).map(Jurisdiction::of).orElse(NONE);
  }

  /**
   * The smallest division that covers all divisions of the record.
   *
   * @return the division, empty if the record belongs to none, or to several provinces
   */
  public Optional<DivisionCode> division() {
    Optional<DivisionCode> common = divisions.stream().findFirst();
    for (DivisionCode other : divisions) {
      while (common.filter(division -> !division.covers(other)).isPresent()) {
        common = common.flatMap(DivisionCode::parent);
      }
    }
    return common.filter(division -> division.level() != DivisionLevel.NATION);
  }

  /**
   * This jurisdiction and another one.
   *
   * @param other where the record belongs to besides
   * @return both
   */
  public Jurisdiction and(Jurisdiction other) {
    Set<DivisionCode> allDivisions = new LinkedHashSet<>(divisions);
    allDivisions.addAll(other.divisions);
    Set<CreditCode> allOrgans = new LinkedHashSet<>(organs);
    allOrgans.addAll(other.organs);
    return new Jurisdiction(allDivisions, allOrgans, complete && other.complete);
  }
}
