package io.github.citydc.naming.domain;

import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.Divisions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells by its labels what a name stands for. */
final class Classifier {

  static final String GOVERNMENT = "人民政府";

  private static final String WWW = "www";
  private static final Classifier STANDARD = new Classifier(DomainRegister.standard());

  private final DomainRegister register;

  private Classifier(DomainRegister register) {
    this.register = register;
  }

  static Classifier standard() {
    return STANDARD;
  }

  Classification classify(GovDomain domain) {
    List<String> labels = domain.labelsBeforeSuffix();
    return switch (domain.suffix()) {
      case GOV_CN -> underGovCn(labels);
      case CEGN_CN -> onExtranet(labels);
      case ZHENGWU -> chinese(last(labels));
      case GONGYI ->
          new Classification(
              DomainKind.PUBLIC_INSTITUTION,
              Optional.empty(),
              Optional.of(last(labels)),
              Map.of("organ", last(labels)));
    };
  }

  private Classification underGovCn(List<String> labels) {
    String registered = last(labels);
    List<String> below = labels.subList(0, labels.size() - 1);
    boolean portal = below.isEmpty() || below.equals(List.of(WWW));
    if (registered.equals(WWW)) {
      return below.isEmpty()
          ? new Classification(
              DomainKind.NATIONAL_PORTAL,
              Optional.empty(),
              Optional.of("中央人民政府"),
              Map.of("government", WWW))
          : nested(DomainKind.BUSINESS_SYSTEM, below, "government", registered);
    }
    Optional<DivisionCode> government = register.government(registered);
    if (government.isPresent()) {
      return government(government.get(), registered, below, portal);
    }
    Optional<String> ministry = register.ministry(registered);
    if (ministry.isPresent()) {
      DomainKind kind = portal ? DomainKind.MINISTRY_PORTAL : belowMinistry(registered, below);
      return of(kind, below, "ministry", registered).organ(ministry.get()).build();
    }
    return otherUnderGovCn(registered, below, portal);
  }

  private Classification otherUnderGovCn(String registered, List<String> below, boolean portal) {
    Optional<String> agency = register.agency(registered);
    if (agency.isPresent()) {
      DomainKind kind = portal ? DomainKind.DISPATCHED_AGENCY : kindBelow(below);
      return of(kind, below, "agency", registered).organ(agency.get()).build();
    }
    Optional<DivisionCode> department = register.departmentOfItsOwn(registered);
    if (department.isPresent()) {
      DomainKind kind = portal ? DomainKind.DEPARTMENT : DomainKind.BUSINESS_SYSTEM;
      return of(kind, below, "department", registered).division(department.get()).build();
    }
    if (register.isSystem(registered)) {
      return nested(DomainKind.BUSINESS_SYSTEM, below, "system", registered);
    }
    List<DivisionCode> places = places(registered);
    if (places.size() == 1) {
      return government(places.get(0), registered, below, portal);
    }
    DomainKind owner = places.isEmpty() ? DomainKind.OTHER_PORTAL : portalOf(places.get(0));
    return nested(portal ? owner : kindBelow(below), below, "government", registered);
  }

  /** The places whose names a label spells, except those that are known to have another label. */
  private List<DivisionCode> places(String label) {
    return PlaceLabels.standard().places(label).stream()
        .filter(place -> register.labelOf(place).isEmpty())
        .toList();
  }

  private Classification government(
      DivisionCode division, String registered, List<String> below, boolean portal) {
    return of(portal ? portalOf(division) : kindBelow(below), below, "government", registered)
        .division(division)
        .organ(Divisions.standard().fullName(division) + GOVERNMENT)
        .build();
  }

  private static DomainKind portalOf(DivisionCode division) {
    return switch (division.level()) {
      case NATION -> DomainKind.NATIONAL_PORTAL;
      case PROVINCE -> DomainKind.PROVINCIAL_PORTAL;
      case PREFECTURE -> DomainKind.PREFECTURAL_PORTAL;
      case COUNTY -> DomainKind.COUNTY_PORTAL;
      case TOWN, COMMUNITY -> DomainKind.OTHER_PORTAL;
    };
  }

  private DomainKind kindBelow(List<String> below) {
    boolean department = withoutWww(below).size() == 1 && !register.isSystemLabel(last(below));
    return department ? DomainKind.DEPARTMENT : DomainKind.BUSINESS_SYSTEM;
  }

  private DomainKind belowMinistry(String ministry, List<String> below) {
    boolean unit = register.isVertical(ministry) && kindBelow(below) == DomainKind.DEPARTMENT;
    return unit ? DomainKind.VERTICAL_UNIT : DomainKind.BUSINESS_SYSTEM;
  }

  private Classification onExtranet(List<String> labels) {
    String region = last(labels);
    List<String> below = withoutWww(labels.subList(0, labels.size() - 1));
    Map<String, String> parts = new LinkedHashMap<>();
    if (!below.isEmpty()) {
      parts.put("service", below.get(0));
    }
    if (below.size() > 1) {
      parts.put("unit", String.join(".", below.subList(1, below.size())));
    }
    parts.put("region", region);
    Optional<DivisionCode> province = register.extranetProvince(region);
    Optional<String> organ =
        province.map(Divisions.standard()::fullName).or(() -> register.ministry(region));
    return new Classification(DomainKind.EXTRANET, province, organ, parts);
  }

  private Classification chinese(String name) {
    Builder builder = new Builder(DomainKind.DEPARTMENT, Map.of("organ", name)).organ(name);
    if (name.endsWith(GOVERNMENT)) {
      String place = name.substring(0, name.length() - GOVERNMENT.length());
      List<Division> found = PlaceNames.find(place);
      builder.kind = found.isEmpty() ? DomainKind.OTHER_PORTAL : portalOf(found.get(0).code());
      if (found.size() == 1) {
        builder.division(found.get(0).code());
      }
    } else if (register.labelOfMinistry(name).isPresent()) {
      builder.kind = DomainKind.MINISTRY_PORTAL;
    }
    return builder.build();
  }

  private Classification nested(
      DomainKind kind, List<String> below, String owner, String registered) {
    return of(kind, below, owner, registered).build();
  }

  /** Names the labels below an owner: department, then system. */
  private Builder of(DomainKind kind, List<String> below, String owner, String registered) {
    Map<String, String> parts = new LinkedHashMap<>();
    List<String> named = withoutWww(below);
    if (kind == DomainKind.BUSINESS_SYSTEM && !named.isEmpty()) {
      parts.put("system", named.get(0));
      if (named.size() > 1) {
        parts.put("department", String.join(".", named.subList(1, named.size())));
      }
    } else if (!named.isEmpty()) {
      parts.put(kind == DomainKind.VERTICAL_UNIT ? "unit" : "department", named.get(0));
    }
    parts.put(owner, registered);
    return new Builder(kind, parts);
  }

  private static List<String> withoutWww(List<String> labels) {
    return labels.size() > 0 && labels.get(0).equals(WWW)
        ? labels.subList(1, labels.size())
        : labels;
  }

  private static String last(List<String> labels) {
    return labels.get(labels.size() - 1);
  }

  private static final class Builder {

    private final Map<String, String> parts;
    private DomainKind kind;
    private Optional<DivisionCode> division = Optional.empty();
    private Optional<String> organ = Optional.empty();

    Builder(DomainKind kind, Map<String, String> parts) {
      this.kind = kind;
      this.parts = parts;
    }

    Builder division(DivisionCode code) {
      division = Optional.of(code);
      return this;
    }

    Builder organ(String name) {
      organ = Optional.of(name);
      return this;
    }

    Classification build() {
      return new Classification(kind, division, organ, parts);
    }
  }
}
