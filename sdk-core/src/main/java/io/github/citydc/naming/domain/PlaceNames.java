package io.github.citydc.naming.domain;

import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import java.util.List;
import java.util.regex.Pattern;

/** A finder of place names inside the names of organs and domains. */
public final class PlaceNames {

  private static final int SHORTEST = 2;
  private static final Pattern TOWN_ENDINGS = Pattern.compile("(?<=..)(街道办事处|街道|镇|乡)$");

  private PlaceNames() {}

  /** The divisions of today that a full name, with or without those above them, may mean. */
  static List<Division> find(String fullName) {
    Divisions divisions = Divisions.standard();
    for (int start = 0; start + SHORTEST <= fullName.length(); start++) {
      List<Division> found =
          divisions.named(fullName.substring(start)).stream()
              .filter(Division::isCurrent)
              .filter(division -> divisions.fullName(division.code()).endsWith(fullName))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** The official full name of a division, 广州市天河区, without the province where a city is named. */
  static String official(DivisionCode division) {
    Divisions divisions = Divisions.standard();
    StringBuilder name = new StringBuilder();
    for (Division link : divisions.chain(division)) {
      boolean province = link.level() == DivisionLevel.PROVINCE;
      boolean municipality = province && link.name().endsWith("市");
      if (!province || municipality || division.level() == DivisionLevel.PROVINCE) {
        name.append(link.name());
      }
    }
    return name.toString();
  }

  /** The name of a town without the word for what it is: 五山 of 五山街道. */
  public static String stem(String town) {
    return TOWN_ENDINGS.matcher(town).replaceFirst("");
  }
}
