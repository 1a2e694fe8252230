package io.github.citydc.naming.domain;

import io.github.citydc.code.DivisionCode;
import java.util.Optional;

/** Works out the names of an organ. */
final class Suggester {

  private final Labels labels;

  Suggester(Labels labels) {
    this.labels = labels;
  }

  NameSuggestion suggest(NamedOrgan organ) {
    if (organ.kind() == OrganKind.INSTITUTION) {
      return new NameSuggestion(
          Optional.empty(),
          chinese(organ.name(), DomainSuffix.GONGYI, ""),
          NamingRule.NO_ADMINISTRATIVE_FUNCTION);
    }
    if (organ.usesCountyPortal()) {
      String path = "/" + labels.organ(organ) + "/";
      NamedOrgan county = NamedOrgan.government(organ.seat());
      return new NameSuggestion(
          Optional.of(new WebName(portal(labels.government(organ.seat())), path)),
          chinese(county.name(), DomainSuffix.ZHENGWU, path),
          NamingRule.NO_SITE_OF_ITS_OWN);
    }
    return new NameSuggestion(
        Optional.of(new WebName(ownHost(organ), "")),
        chinese(organ.name(), DomainSuffix.ZHENGWU, ""),
        rule(organ.kind()));
  }

  private GovDomain ownHost(NamedOrgan organ) {
    return switch (organ.kind()) {
      case GOVERNMENT, MINISTRY -> portal(labels.organ(organ));
      case VERTICAL_UNIT -> below(labels.organ(organ), organ.superior().orElseThrow());
      case DEPARTMENT, INSTITUTION ->
          below(labels.organ(organ), labels.government(organ.division()));
    };
  }

  private static NamingRule rule(OrganKind kind) {
    return switch (kind) {
      case GOVERNMENT, MINISTRY -> NamingRule.PORTAL;
      case DEPARTMENT -> NamingRule.DEPARTMENT_BELOW_GOVERNMENT;
      case VERTICAL_UNIT -> NamingRule.UNIT_BELOW_MINISTRY;
      case INSTITUTION -> NamingRule.NO_ADMINISTRATIVE_FUNCTION;
    };
  }

  /** The portal that the conforming name of a place would have, whatever it has now. */
  GovDomain spelledPortal(DivisionCode division) {
    return portal(labels.spelled(division));
  }

  static GovDomain portal(String label) {
    return GovDomain.parse("www." + label + ".gov.cn");
  }

  static GovDomain below(String label, String owner) {
    return GovDomain.parse(label + "." + owner + ".gov.cn");
  }

  private static Optional<WebName> chinese(String name, DomainSuffix suffix, String path) {
    return GovDomain.tryParse(name + "." + suffix.text()).map(host -> new WebName(host, path));
  }
}
