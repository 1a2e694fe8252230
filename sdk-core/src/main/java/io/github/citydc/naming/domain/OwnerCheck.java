package io.github.citydc.naming.domain;

import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.NamingFinding.Weight;
import java.util.List;
import java.util.Optional;

/** The findings about a name whose owner is known. */
final class OwnerCheck {

  private static final String WWW = "www";

  private final Labels labels;
  private final Suggester suggester;
  private final DomainRegister register = DomainRegister.standard();

  OwnerCheck(Labels labels, Suggester suggester) {
    this.labels = labels;
    this.suggester = suggester;
  }

  Optional<NamingFinding> check(WebName name, NamedOrgan owner, Weight weight) {
    return switch (name.host().suffix()) {
      case GOV_CN ->
          owner.kind() == OrganKind.INSTITUTION
              ? Optional.of(withoutFunction(owner, weight))
              : underGovCn(name, owner, weight);
      case ZHENGWU -> chinese(name, owner, weight);
      case GONGYI ->
          owner.kind() == OrganKind.INSTITUTION
              ? Optional.empty()
              : Optional.of(suggestingChinese(NamingRule.SUFFIX, owner, weight));
      case CEGN_CN -> extranet(name.host(), owner, weight);
    };
  }

  private NamingFinding withoutFunction(NamedOrgan owner, Weight weight) {
    return suggestingChinese(NamingRule.NO_ADMINISTRATIVE_FUNCTION, owner, weight);
  }

  private NamingFinding suggestingChinese(NamingRule rule, NamedOrgan owner, Weight weight) {
    NamingFinding finding = NamingFinding.of(rule, weight);
    return suggester.suggest(owner).chinese().map(finding::suggesting).orElse(finding);
  }

  private Optional<NamingFinding> underGovCn(WebName name, NamedOrgan owner, Weight weight) {
    WebName conforming = suggester.suggest(owner).english().orElseThrow();
    return brokenRule(name, owner, conforming)
        .map(rule -> NamingFinding.of(rule, weight).suggesting(conforming));
  }

  private Optional<NamingRule> brokenRule(WebName name, NamedOrgan owner, WebName conforming) {
    List<String> labelsOfName = name.host().labelsBeforeSuffix();
    boolean sameOwner = name.host().registered().equals(conforming.host().registered());
    if (owner.usesCountyPortal()) {
      boolean place = name.host().equals(conforming.host()) && name.hasPath();
      return place ? Optional.empty() : Optional.of(NamingRule.NO_SITE_OF_ITS_OWN);
    }
    return switch (owner.kind()) {
      case GOVERNMENT, MINISTRY -> portal(labelsOfName, owner, sameOwner);
      case DEPARTMENT ->
          siteBelow(NamingRule.DEPARTMENT_BELOW_GOVERNMENT, name, labelsOfName, sameOwner);
      case VERTICAL_UNIT ->
          siteBelow(NamingRule.UNIT_BELOW_MINISTRY, name, labelsOfName, sameOwner);
      case INSTITUTION -> Optional.of(NamingRule.NO_ADMINISTRATIVE_FUNCTION);
    };
  }

  private Optional<NamingRule> portal(List<String> parts, NamedOrgan owner, boolean sameOwner) {
    String registered = parts.get(parts.size() - 1);
    if (!sameOwner && isSomeoneElses(registered, owner)) {
      return Optional.of(NamingRule.OWNER);
    }
    if (parts.size() > 2) {
      return Optional.of(NamingRule.PATH_ON_SITE);
    }
    boolean portal = parts.size() == 2 && parts.get(0).equals(WWW);
    boolean named = sameOwner || owner.kind() == OrganKind.MINISTRY || spells(registered, owner);
    return portal && named ? Optional.empty() : Optional.of(NamingRule.PORTAL);
  }

  private boolean spells(String label, NamedOrgan owner) {
    return labels.spells(label, owner.division());
  }

  private boolean isSomeoneElses(String label, NamedOrgan owner) {
    return register.government(label).map(code -> !code.equals(owner.division())).orElse(false)
        || register.ministry(label).map(ministry -> !ministry.equals(owner.name())).orElse(false)
        || register.agency(label).isPresent()
        || register.departmentOfItsOwn(label).isPresent()
        || register.isSystem(label);
  }

  private static Optional<NamingRule> siteBelow(
      NamingRule rule, WebName name, List<String> parts, boolean sameOwner) {
    boolean portalOfOwner = parts.size() == 2 && parts.get(0).equals(WWW);
    if (!sameOwner) {
      boolean ownName = parts.size() == 1 || portalOfOwner;
      return Optional.of(ownName ? rule : NamingRule.OWNER);
    }
    if (portalOfOwner) {
      return name.hasPath() ? Optional.empty() : Optional.of(NamingRule.OWNER);
    }
    if (parts.get(0).equals(WWW) || parts.size() == 1) {
      return Optional.of(rule);
    }
    return parts.size() == 2 ? Optional.empty() : Optional.of(NamingRule.PATH_ON_SITE);
  }

  /** A short name may be the standard one, which no list tells: so it is advice at most. */
  private Optional<NamingFinding> chinese(WebName name, NamedOrgan owner, Weight weight) {
    if (owner.kind() == OrganKind.INSTITUTION) {
      return Optional.of(suggestingChinese(NamingRule.CHINESE_NAME, owner, Weight.ADVICE));
    }
    Optional<WebName> conforming = suggester.suggest(owner).chinese();
    boolean same = conforming.map(WebName::host).filter(name.host()::equals).isPresent();
    if (owner.usesCountyPortal() && !(same && name.hasPath())) {
      return Optional.of(suggestingChinese(NamingRule.NO_SITE_OF_ITS_OWN, owner, weight));
    }
    return same || conforming.isEmpty()
        ? Optional.empty()
        : Optional.of(suggestingChinese(NamingRule.CHINESE_NAME, owner, Weight.ADVICE));
  }

  private Optional<NamingFinding> extranet(GovDomain host, NamedOrgan owner, Weight weight) {
    List<String> parts = host.labelsBeforeSuffix();
    String region = parts.get(parts.size() - 1);
    if (owner.kind() == OrganKind.MINISTRY || owner.kind() == OrganKind.VERTICAL_UNIT) {
      return Optional.empty();
    }
    Optional<String> own = register.extranetLabel(owner.division());
    boolean elsewhere =
        register.extranetProvince(region).isPresent()
            && own.isPresent()
            && !own.get().equals(region);
    if (!elsewhere) {
      return Optional.empty();
    }
    String province =
        register.extranetProvince(region).map(Divisions.standard()::fullName).orElse(region);
    String conforming = String.join(".", parts.subList(0, parts.size() - 1));
    return Optional.of(
        NamingFinding.of(NamingRule.EXTRANET_REGION, weight, province, own.get())
            .suggesting(conforming + "." + own.get() + ".cegn.cn"));
  }
}
