package io.github.citydc.naming.domain;

import io.github.citydc.naming.domain.NamingFinding.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checker of names on the e-government network by 国办函〔2018〕55号 and 国办发〔2017〕47号. It reports each
 * violation with the document, and suggests names that comply.
 *
 * <pre>{@code
 * NamingRules rules = NamingRules.standard();
 * NamedOrgan bureau = NamedOrgan.department("广州市天河区教育局", DivisionCode.parse("440106"));
 * rules.suggest(bureau).english();                                  // www.thnet.gov.cn/jyj/
 * rules.check("jyj.thnet.gov.cn", bureau, NameStatus.PROPOSED);     // no-site-of-its-own, an error
 * rules.check("jtzl.jtj.gz.gov.cn");                                // path-on-site, advice
 * }</pre>
 *
 * <p>A finding is an error if the text is no name on the network at all, or if the name is proposed
 * for an organ and breaks a rule. It is advice for a name in use, which may be older than the rule;
 * where the owner can only be guessed from the name; and where the rule cannot be decided by a
 * program, as whether a label is English for the name of a place.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class NamingRules {

  private final Suggester suggester;
  private final FormCheck formCheck;
  private final OwnerCheck ownerCheck;

  private NamingRules(Labels labels) {
    suggester = new Suggester(labels);
    formCheck = new FormCheck(labels);
    ownerCheck = new OwnerCheck(labels, suggester);
  }

  /**
   * The rules, with readings of ICU4J for the names that are not known by heart. ICU4J is asked
   * only then: where it is missing, such an organ needs a label of its choice.
   *
   * @return the rules
   */
  public static NamingRules standard() {
    return new NamingRules(new Labels(Pinyin::icu));
  }

  /**
   * The rules, with other readings for the names that are not known by heart.
   *
   * @param pinyin reads Chinese names out
   * @return the rules
   */
  public static NamingRules with(Pinyin pinyin) {
    return new NamingRules(new Labels(() -> pinyin));
  }

  /**
   * Checks a name whose owner is not known.
   *
   * @param name a host name, a host name with a path, or the URL of a web site
   * @return what there is to say: an error if it is not a name on the network, else advice; empty
   *     if there is nothing
   */
  public List<NamingFinding> check(String name) {
    try {
      return List.copyOf(formCheck.check(WebName.parse(name), Weight.ADVICE));
    } catch (InvalidDomainException e) {
      return List.of(e.finding());
    }
  }

  /**
   * Checks the name of an organ.
   *
   * @param name a host name, a host name with a path, or the URL of a web site
   * @param owner whom it is for
   * @param status whether it is to be registered, or has long been
   * @return what there is to say, empty if there is nothing
   * @throws IllegalArgumentException if the conforming name cannot be told, see {@link #suggest}
   * @throws IllegalStateException if ICU4J is needed and not there
   */
  public List<NamingFinding> check(String name, NamedOrgan owner, NameStatus status) {
    Weight weight = status == NameStatus.PROPOSED ? Weight.ERROR : Weight.ADVICE;
    try {
      WebName parsed = WebName.parse(name);
      Optional<NamingFinding> owned = ownerCheck.check(parsed, owner, weight);
      List<NamingFinding> findings = new ArrayList<>(owned.stream().toList());
      formCheck.check(parsed, weight).stream()
          .filter(finding -> isAboutForm(finding, owned))
          .forEach(findings::add);
      return List.copyOf(findings);
    } catch (InvalidDomainException e) {
      return List.of(e.finding());
    }
  }

  /** What the form tells of the owner is left out where the owner is known. */
  private static boolean isAboutForm(NamingFinding finding, Optional<NamingFinding> owned) {
    return switch (finding.rule()) {
      case PORT, EXTRANET_FORM -> true;
      case CHINESE_NAME -> owned.isEmpty();
      default -> false;
    };
  }

  /**
   * Checks all names of one site together: one English and one Chinese name, or the main one of
   * several declared.
   *
   * @param names the names of the site
   * @param main the declared main name, if there is one
   * @param owner whose site it is
   * @param status whether they are to be registered, or have long been
   * @return the findings of every name, and those about all of them
   * @throws IllegalArgumentException if the conforming name cannot be told, see {@link #suggest}
   * @throws IllegalStateException if ICU4J is needed and not there
   */
  public List<NamingFinding> checkSite(
      List<String> names, Optional<String> main, NamedOrgan owner, NameStatus status) {
    List<NamingFinding> findings = new ArrayList<>();
    names.forEach(name -> findings.addAll(check(name, owner, status)));
    List<WebName> parsed = names.stream().flatMap(name -> tryParse(name).stream()).toList();
    long english = count(parsed, DomainSuffix.GOV_CN);
    long chinese = count(parsed, DomainSuffix.ZHENGWU);
    boolean declared = main.flatMap(NamingRules::tryParse).filter(parsed::contains).isPresent();
    if ((english > 1 || chinese > 1) && !declared) {
      Weight weight = status == NameStatus.PROPOSED ? Weight.ERROR : Weight.ADVICE;
      findings.add(NamingFinding.of(NamingRule.ONE_NAME, weight));
    }
    if (owner.kind() != OrganKind.INSTITUTION && english + chinese > 0) {
      missing(english, DomainSuffix.GOV_CN).ifPresent(findings::add);
      missing(chinese, DomainSuffix.ZHENGWU).ifPresent(findings::add);
    }
    return List.copyOf(findings);
  }

  private static Optional<WebName> tryParse(String name) {
    try {
      return Optional.of(WebName.parse(name));
    } catch (InvalidDomainException e) {
      return Optional.empty();
    }
  }

  private static long count(List<WebName> names, DomainSuffix suffix) {
    return names.stream().map(WebName::host).distinct().filter(h -> h.suffix() == suffix).count();
  }

  private static Optional<NamingFinding> missing(long count, DomainSuffix suffix) {
    return count > 0
        ? Optional.empty()
        : Optional.of(NamingFinding.of(NamingRule.NAME_PAIR, Weight.ADVICE, suffix.text()));
  }

  /**
   * The names that follow the rules: a host for a government, a ministry, a department of a
   * province or prefecture and a local unit of a ministry; a place on the portal of the county for
   * a department of a county, a street or a town.
   *
   * @param organ whom they are for
   * @return the names
   * @throws IllegalArgumentException if the organ has to choose its label first
   * @throws IllegalStateException if ICU4J is needed and not there
   */
  public NameSuggestion suggest(NamedOrgan organ) {
    return suggester.suggest(organ);
  }

  /**
   * Suggests the place of a business system, a column or a topic: a path on the site of its organ.
   *
   * @param organ whose system it is
   * @param label the name of the system, letters, digits and hyphens
   * @return the names
   * @throws IllegalArgumentException if the label is not one, or the organ has to choose its own
   * @throws IllegalStateException if ICU4J is needed and not there
   */
  public NameSuggestion suggestSystem(NamedOrgan organ, String label) {
    String place = organ.label(label).label().orElseThrow() + "/";
    NameSuggestion site = suggest(organ);
    return new NameSuggestion(
        site.english().map(name -> below(name, place)),
        site.chinese().map(name -> below(name, place)),
        NamingRule.PATH_ON_SITE);
  }

  private static WebName below(WebName site, String place) {
    String path = site.path().isEmpty() ? "/" : site.path();
    return new WebName(site.host(), path + place);
  }
}
