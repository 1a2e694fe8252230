package io.github.citydc.naming.plan;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.GovDomain;
import io.github.citydc.naming.domain.Pinyin;
import io.github.citydc.naming.domain.PlaceNames;
import io.github.citydc.naming.node.NodeId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A builder of {@link NamingPlan}. Not thread-safe. */
public final class NamingPlanBuilder {

  private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern PREFIX = Pattern.compile("[a-z]{1,8}");
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  private final DivisionCode city;
  private final Map<DivisionCode, String> domains = new LinkedHashMap<>();
  private final Map<DivisionCode, String> labels = new LinkedHashMap<>();
  private final Map<String, CreditCode> organizations = new LinkedHashMap<>();
  private final Map<NodeId, GovDomain> exceptions = new LinkedHashMap<>();
  private String nodeLabel = "dc";
  private String communityPrefix = "c";
  private String basePath = "/cdx/v1";

  NamingPlanBuilder(DivisionCode city) {
    if (city.level() != DivisionLevel.PREFECTURE) {
      throw new IllegalArgumentException("The plan of a city begins with a prefecture-level code");
    }
    this.city = city.canonical();
  }

  /**
   * The name that the government of a division has registered.
   *
   * @param division the city, or a district or county of it
   * @param domain for example {@code thnet.gov.cn}
   * @return this builder
   * @throws io.github.citydc.naming.domain.InvalidDomainException if it is not a name on the
   *     e-government network
   */
  public NamingPlanBuilder domain(DivisionCode division, String domain) {
    domains.put(division.canonical(), GovDomain.parse(domain).ascii());
    return this;
  }

  /**
   * The label of a division below the zone of the one above it.
   *
   * @param division a street or town; a district that has registered no name
   * @param label letters, digits and hyphens
   * @return this builder
   * @throws IllegalArgumentException if the label is not one
   */
  public NamingPlanBuilder label(DivisionCode division, String label) {
    labels.put(division.canonical(), require(LABEL, label, "label"));
    return this;
  }

  /**
   * Sets the label of every street and town that has none yet to its name in pinyin; where that is
   * taken in its district, with the last three digits of its code.
   *
   * @param divisions the divisions of today
   * @param pinyin reads Chinese names out
   * @return this builder
   */
  public NamingPlanBuilder townsByRule(Divisions divisions, Pinyin pinyin) {
    for (DivisionCode parent : List.copyOf(domains.keySet())) {
      List<Division> towns =
          divisions.children(parent).stream()
              .filter(child -> child.level() == DivisionLevel.TOWN)
              .toList();
      Set<String> taken = new HashSet<>();
      towns.stream()
          .map(Division::code)
          .filter(labels::containsKey)
          .forEach(code -> taken.add(labels.getOrDefault(code, "")));
      for (Division town : towns) {
        if (!labels.containsKey(town.code())) {
          String spelled = String.join("", pinyin.syllables(PlaceNames.stem(town.name())));
          String digits = town.code().value().substring(6);
          label(town.code(), taken.add(spelled) ? spelled : spelled + digits);
        }
      }
    }
    return this;
  }

  /**
   * A short label for an organization, in place of its credit code.
   *
   * @param label for example {@code zsj}
   * @param organization its credit code
   * @return this builder
   * @throws IllegalArgumentException if the label is not one, or is a credit code itself
   */
  public NamingPlanBuilder organization(String label, CreditCode organization) {
    if (CreditCode.tryParse(label.toUpperCase(Locale.ROOT)).isPresent()) {
      throw new IllegalArgumentException("The label of an organization is no credit code");
    }
    if (organizations.containsValue(organization)) {
      throw new IllegalArgumentException("The organization has a label already");
    }
    organizations.put(require(LABEL, label, "label"), organization);
    return this;
  }

  /**
   * A node whose host does not follow the plan.
   *
   * @param node the node
   * @param host its host
   * @return this builder
   */
  public NamingPlanBuilder exception(NodeId node, GovDomain host) {
    exceptions.put(node, host);
    return this;
  }

  /**
   * The label of the zone of nodes below a registered name. By default {@code dc}.
   *
   * @param label letters, digits and hyphens
   * @return this builder
   * @throws IllegalArgumentException if the label is not one
   */
  public NamingPlanBuilder nodeLabel(String label) {
    nodeLabel = require(LABEL, label, "label");
    return this;
  }

  /**
   * Sets the prefix of the three digits of a community. By default {@code c}.
   *
   * @param prefix one to eight letters
   * @return this builder
   * @throws IllegalArgumentException if it has another form
   */
  public NamingPlanBuilder communityPrefix(String prefix) {
    communityPrefix = require(PREFIX, prefix, "prefix of communities");
    return this;
  }

  /**
   * The base path of all nodes. By default {@code /cdx/v1}.
   *
   * @param path from its slash up to and with the version
   * @return this builder
   * @throws IllegalArgumentException if it is not a path, or ends with a slash
   */
  public NamingPlanBuilder basePath(String path) {
    basePath = require(PATH, path, "base path");
    return this;
  }

  private static String require(Pattern form, String text, String what) {
    if (!form.matcher(text).matches() || text.startsWith("--", 2)) {
      throw new IllegalArgumentException("A " + what + " has the form " + form);
    }
    return text;
  }

  /**
   * The plan.
   *
   * @return the plan, which may still have collisions and gaps: {@link NamingPlan#audit} tells
   */
  public NamingPlan build() {
    return new NamingPlan(data());
  }

  /** What the plan lays down, for the reader of files. */
  PlanData data() {
    return new PlanData(
        city, nodeLabel, communityPrefix, basePath, domains, labels, organizations, exceptions);
  }
}
