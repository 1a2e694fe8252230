package io.github.citydc.naming.domain;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.naming.domain.NamingFinding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The findings about a name whose owner is known only from the name itself. */
final class FormCheck {

  private static final String WWW = "www";

  private final Labels labels;
  private final DomainRegister register = DomainRegister.standard();

  FormCheck(Labels labels) {
    this.labels = labels;
  }

  List<NamingFinding> check(WebName name, Weight weight) {
    List<NamingFinding> findings = new ArrayList<>();
    if (name.port().isPresent()) {
      findings.add(
          NamingFinding.of(NamingRule.PORT, weight)
              .suggesting(new WebName(name.host(), name.path())));
    }
    switch (name.host().suffix()) {
      case GOV_CN -> underGovCn(name.host()).ifPresent(findings::add);
      case ZHENGWU -> chinese(name.host()).ifPresent(findings::add);
      case CEGN_CN -> extranet(name.host(), weight).ifPresent(findings::add);
      case GONGYI -> {}
    }
    return findings;
  }

  private static NamingFinding advice(NamingRule rule) {
    return NamingFinding.of(rule, Weight.ADVICE);
  }

  private Optional<NamingFinding> underGovCn(GovDomain host) {
    List<String> before = host.labelsBeforeSuffix();
    String registered = before.get(before.size() - 1);
    List<String> below = before.subList(0, before.size() - 1);
    return switch (host.kind()) {
      case NATIONAL_PORTAL, EXTRANET, PUBLIC_INSTITUTION -> Optional.empty();
      case MINISTRY_PORTAL, OTHER_PORTAL, DISPATCHED_AGENCY -> portal(below, registered);
      case PROVINCIAL_PORTAL, PREFECTURAL_PORTAL, COUNTY_PORTAL ->
          portal(below, registered).or(() -> portalLabel(host, registered));
      case VERTICAL_UNIT -> withoutWww(NamingRule.UNIT_BELOW_MINISTRY, below, registered);
      case DEPARTMENT -> department(below, registered);
      case BUSINESS_SYSTEM -> Optional.of(system(below, registered));
    };
  }

  private static Optional<NamingFinding> portal(List<String> below, String registered) {
    return below.equals(List.of(WWW))
        ? Optional.empty()
        : Optional.of(advice(NamingRule.PORTAL).suggesting(Suggester.portal(registered)));
  }

  /** A label that is not the name of the place, such as thnet for 天河. */
  private Optional<NamingFinding> portalLabel(GovDomain host, String registered) {
    Optional<DivisionCode> division = host.division();
    if (division.isEmpty() || labels.spells(registered, division.get())) {
      return Optional.empty();
    }
    String conforming = labels.spelled(division.get());
    return Optional.of(advice(NamingRule.PORTAL).suggesting(Suggester.portal(conforming)));
  }

  private Optional<NamingFinding> department(List<String> below, String registered) {
    if (register.departmentOfItsOwn(registered).isPresent()) {
      return Optional.of(advice(NamingRule.DEPARTMENT_BELOW_GOVERNMENT));
    }
    DomainKind owner = Suggester.portal(registered).kind();
    if (owner == DomainKind.COUNTY_PORTAL) {
      String path = "/" + below.get(below.size() - 1) + "/";
      return Optional.of(
          advice(NamingRule.NO_SITE_OF_ITS_OWN)
              .suggesting(new WebName(Suggester.portal(registered), path)));
    }
    return withoutWww(NamingRule.DEPARTMENT_BELOW_GOVERNMENT, below, registered);
  }

  private static Optional<NamingFinding> withoutWww(
      NamingRule rule, List<String> below, String registered) {
    return below.get(0).equals(WWW)
        ? Optional.of(advice(rule).suggesting(Suggester.below(below.get(1), registered)))
        : Optional.empty();
  }

  private NamingFinding system(List<String> below, String registered) {
    NamingFinding finding = advice(NamingRule.PATH_ON_SITE);
    if (below.isEmpty() || register.isSystem(registered)) {
      return finding;
    }
    String path = "/" + below.get(0) + "/";
    String owner = below.get(below.size() - 1);
    GovDomain host =
        below.size() == 1 || registered.equals(WWW)
            ? Suggester.portal(registered)
            : Suggester.below(owner, registered);
    return registered.equals(WWW) ? finding : finding.suggesting(new WebName(host, path));
  }

  private static Optional<NamingFinding> chinese(GovDomain host) {
    List<String> before = host.labelsBeforeSuffix();
    String organ = before.get(before.size() - 1);
    boolean latin = organ.chars().allMatch(c -> c < 0x80);
    if (before.size() == 1 && !latin) {
      return Optional.empty();
    }
    NamingFinding finding = advice(NamingRule.CHINESE_NAME);
    return Optional.of(
        latin ? finding : finding.suggesting(organ + "." + DomainSuffix.ZHENGWU.text()));
  }

  private Optional<NamingFinding> extranet(GovDomain host, Weight weight) {
    List<String> before = host.labelsBeforeSuffix();
    String region = before.get(before.size() - 1);
    boolean known =
        register.extranetProvince(region).isPresent() || register.ministry(region).isPresent();
    return known && before.size() > 1
        ? Optional.empty()
        : Optional.of(NamingFinding.of(NamingRule.EXTRANET_FORM, weight));
  }
}
