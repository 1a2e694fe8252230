package io.github.citydc.naming.domain;

import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionKind;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The organ that a name is chosen for.
 *
 * @param name the full Chinese name, for example 广州市天河区教育局
 * @param kind what it is
 * @param division where; 100000 for a ministry
 * @param label its name in pinyin or English, if it has chosen one
 * @param superior of a local unit of a ministry: the label of the ministry under gov.cn
 */
public record NamedOrgan(
    String name,
    OrganKind kind,
    DivisionCode division,
    Optional<String> label,
    Optional<String> superior) {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern TOWN = Pattern.compile(".*[镇乡]");
  private static final DivisionCode NATION = DivisionCode.parse("100000");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the name is blank, a label is not one, or the kind and the
   *     division do not go together
   */
  public NamedOrgan {
    if (name.isBlank()) {
      throw new IllegalArgumentException("An organ has a name");
    }
    label.ifPresent(NamedOrgan::requireLabel);
    superior.ifPresent(NamedOrgan::requireLabel);
    if (kind == OrganKind.VERTICAL_UNIT && superior.isEmpty()) {
      throw new IllegalArgumentException("A local unit of a ministry has a superior");
    }
    boolean central = division.level() == DivisionLevel.NATION;
    boolean local = kind == OrganKind.GOVERNMENT || kind == OrganKind.DEPARTMENT;
    if (local ? central : kind == OrganKind.MINISTRY && !central) {
      throw new IllegalArgumentException(
          "An organ of this kind does not belong to this division: " + kind.wireName());
    }
    if (division.level() == DivisionLevel.COMMUNITY) {
      throw new IllegalArgumentException("A residents' committee is no organ of government");
    }
  }

  private static void requireLabel(String label) {
    if (!LABEL.matcher(label).matches() || label.startsWith("--", 2)) {
      throw new IllegalArgumentException(
          "A label has up to 63 letters, digits and hyphens, and no hyphen at its ends");
    }
  }

  /**
   * The government of a division, or the office of a street.
   *
   * @param division a province, prefecture, county, street or town of today
   * @return the organ under its official name
   * @throws IllegalArgumentException if no list has the division
   */
  public static NamedOrgan government(DivisionCode division) {
    Division found =
        Divisions.standard()
            .find(division)
            .filter(place -> place.kind() == DivisionKind.DIVISION)
            .orElseThrow(() -> new IllegalArgumentException("No list has " + division));
    String name = PlaceNames.official(division);
    return of(name + office(found), OrganKind.GOVERNMENT, division);
  }

  /** What the name of a place lacks to be that of its government; a farm or reservoir has none. */
  private static String office(Division place) {
    if (place.level() != DivisionLevel.TOWN || TOWN.matcher(place.name()).matches()) {
      return Classifier.GOVERNMENT;
    }
    return place.name().endsWith("街道") ? "办事处" : "";
  }

  /**
   * A department of a local government.
   *
   * @param name the full Chinese name
   * @param division the division of the government
   * @return the organ
   */
  public static NamedOrgan department(String name, DivisionCode division) {
    return of(name, OrganKind.DEPARTMENT, division);
  }

  /**
   * A department of the State Council.
   *
   * @param name the full Chinese name
   * @return the organ
   */
  public static NamedOrgan ministry(String name) {
    return of(name, OrganKind.MINISTRY, NATION);
  }

  /**
   * A local unit of a vertically managed ministry.
   *
   * @param name the full Chinese name, for example 国家税务总局广东省税务局
   * @param division where it is
   * @param ministry the label of the ministry under gov.cn, for example {@code chinatax}
   * @return the organ
   */
  public static NamedOrgan verticalUnit(String name, DivisionCode division, String ministry) {
    return new NamedOrgan(
        name, OrganKind.VERTICAL_UNIT, division, Optional.empty(), Optional.of(ministry));
  }

  /**
   * An institution without administrative functions.
   *
   * @param name the full Chinese name
   * @param division where it is
   * @return the organ
   */
  public static NamedOrgan institution(String name, DivisionCode division) {
    return of(name, OrganKind.INSTITUTION, division);
  }

  private static NamedOrgan of(String name, OrganKind kind, DivisionCode division) {
    return new NamedOrgan(name, kind, division, Optional.empty(), Optional.empty());
  }

  /**
   * The same organ with a label of its choice.
   *
   * @param chosen letters, digits and hyphens
   * @return the organ
   * @throws IllegalArgumentException if the label is not one
   */
  public NamedOrgan label(String chosen) {
    return new NamedOrgan(name, kind, division, Optional.of(chosen), superior);
  }

  /**
   * Returns whether its content has a place on the portal of the county, and no site of its own: a
   * department of a county, a street or a town (国办发〔2017〕47号).
   *
   * @return true for such an organ
   */
  public boolean usesCountyPortal() {
    return switch (kind) {
      case GOVERNMENT -> division.level() == DivisionLevel.TOWN;
      case DEPARTMENT ->
          division.level() == DivisionLevel.COUNTY || division.level() == DivisionLevel.TOWN;
      case MINISTRY, VERTICAL_UNIT, INSTITUTION -> false;
    };
  }

  /** The division whose government's name the organ's names are under. */
  DivisionCode seat() {
    return division.level() == DivisionLevel.TOWN ? division.parent().orElseThrow() : division;
  }
}
