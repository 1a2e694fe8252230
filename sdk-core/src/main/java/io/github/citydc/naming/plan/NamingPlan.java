package io.github.citydc.naming.plan;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.GovDomain;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A city's naming plan for its exchange nodes, which maps nodes to host names and back.
 *
 * <pre>{@code
 * NamingPlan plan = NamingPlan.guangzhou();
 * NodeId grid = NodeId.parse("440106001:11440106007482911C:grid");
 * plan.host(grid);     // grid.11440106007482911c.wushan.dc.thnet.gov.cn
 * plan.baseUrl(grid);  // https://grid.11440106007482911c.wushan.dc.thnet.gov.cn/cdx/v1
 * plan.node(GovDomain.parse("grid.11440106007482911c.wushan.dc.thnet.gov.cn"));  // the same node
 * }</pre>
 *
 * <p>The nodes of a division are in a zone below the name its government has registered, so that
 * every district keeps its own: {@code dc.thnet.gov.cn}. Streets and towns have a label there, and
 * communities below them the last three digits of their code: {@code c001.wushan.dc.thnet.gov.cn}.
 * Before the zone stand the system and the organization, as its label in the plan or as its credit
 * code. A system that is no label by itself ({@code a-}, {@code ab--c}) is written between {@code
 * 00} and {@code 0}.
 *
 * <p>These are addresses of interfaces. For web sites the {@link
 * io.github.citydc.naming.domain.NamingRules} hold, which give a street no host. Immutable and safe
 * for use by several threads.
 */
public final class NamingPlan {

  private static final String RESOURCE = "guangzhou.json";
  private static final String ESCAPE_START = "00";
  private static final String ESCAPE_END = "0";

  private final PlanData data;
  private final Map<String, DivisionCode> zones = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Map<GovDomain, NodeId> exceptions = new HashMap<>();
  private final Map<CreditCode, String> organizationLabels = new HashMap<>();

  NamingPlan(PlanData data) {
    this.data = data;
    data.named().forEach(this::addZone);
    data.exceptions().forEach((node, host) -> exceptions.put(host, node));
    data.organizations().forEach((label, code) -> organizationLabels.put(code, label));
  }

  private void addZone(DivisionCode division) {
    zone(division).filter(zone -> zones.put(zone, division) != null).ifPresent(ambiguous::add);
  }

  /**
   * A plan for Guangzhou, made of the registered names of the city and its districts and the pinyin
   * of its streets and towns. It shows what a plan looks like; the city has not adopted it.
   *
   * @return the plan that comes with the library
   */
  public static NamingPlan guangzhou() {
    try (InputStream stream = NamingPlan.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is missing");
      }
      return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a plan.
   *
   * @param json as {@link #toJson} writes it
   * @return the plan
   * @throws IllegalArgumentException if it is not a plan; the message says why
   */
  public static NamingPlan parse(String json) {
    return new NamingPlan(PlanJson.read(json));
  }

  /**
   * Starts a plan.
   *
   * @param city a prefecture-level city
   * @param domain the name its government has registered, for example {@code gz.gov.cn}
   * @return a builder
   */
  public static NamingPlanBuilder builder(DivisionCode city, String domain) {
    return new NamingPlanBuilder(city).domain(city, domain);
  }

  /**
   * The plan as data.
   *
   * @return JSON that {@link #parse} reads
   */
  public String toJson() {
    return PlanJson.write(data);
  }

  /**
   * The city.
   *
   * @return a code of six digits
   */
  public DivisionCode city() {
    return data.city();
  }

  /**
   * The zone that the city itself answers for, where the discovery of its nodes begins.
   *
   * @return for example {@code dc.gz.gov.cn}
   */
  public GovDomain cityZone() {
    return GovDomain.parse(zone(city()).orElseThrow());
  }

  /**
   * The host of a node.
   *
   * @param node a node of the city; a code with zeros at its end counts as the division it names
   * @return the host, empty if the plan has no zone for its division
   */
  public Optional<GovDomain> host(NodeId node) {
    GovDomain exception = data.exceptions().get(node);
    if (exception != null) {
      return Optional.of(exception);
    }
    String organization = organizationLabels.get(node.organization());
    String organ =
        organization == null ? node.organization().value().toLowerCase(Locale.ROOT) : organization;
    return zone(node.division().canonical())
        .map(zone -> GovDomain.parse(label(node.system()) + "." + organ + "." + zone));
  }

  /**
   * The base URL of a node by the plan.
   *
   * @param node a node of the city
   * @return an https URL with the base path of the plan, empty if the plan has no zone for its
   *     division
   */
  public Optional<URI> baseUrl(NodeId node) {
    return host(node).map(host -> URI.create("https://" + host.ascii() + data.basePath()));
  }

  /**
   * The node of a host.
   *
   * @param host any host
   * @return the node, empty if it is not the host of a node under this plan
   */
  public Optional<NodeId> node(GovDomain host) {
    NodeId exception = exceptions.get(host);
    if (exception != null) {
      return Optional.of(exception);
    }
    String[] labels = host.ascii().split("\\.", 3);
    if (labels.length < 3) {
      return Optional.empty();
    }
    Optional<NodeId> node =
        division(labels[2])
            .flatMap(
                division ->
                    organization(labels[1])
                        .flatMap(
                            organization ->
                                system(labels[0])
                                    .map(system -> new NodeId(division, organization, system))));
    return node.filter(found -> host(found).filter(host::equals).isPresent());
  }

  /**
   * The node of a base URL.
   *
   * @param baseUrl any URL
   * @return the node, empty if it is not the base URL of a node under this plan
   */
  public Optional<NodeId> node(URI baseUrl) {
    return Optional.ofNullable(baseUrl.getHost())
        .flatMap(GovDomain::tryParse)
        .flatMap(this::node)
        .filter(node -> baseUrl(node).filter(baseUrl::equals).isPresent());
  }

  /**
   * The mistakes in the plan: names shared by two divisions, divisions without a name, names of
   * divisions that no longer exist.
   *
   * @param divisions the divisions of today
   * @return what was found, empty if the plan is whole; immutable
   */
  public List<PlanFinding> audit(Divisions divisions) {
    return PlanAudit.of(data, this).run(divisions);
  }

  /** The zone of a division in ASCII, empty if it or one above it has no name. */
  Optional<String> zone(DivisionCode division) {
    String domain = data.domains().get(division);
    if (domain != null) {
      return Optional.of(data.nodeLabel() + "." + domain);
    }
    if (division.level() == DivisionLevel.COMMUNITY) {
      return parentZone(division).map(zone -> community(division) + "." + zone);
    }
    return Optional.ofNullable(data.labels().get(division))
        .flatMap(label -> parentZone(division).map(zone -> label + "." + zone));
  }

  private Optional<String> parentZone(DivisionCode division) {
    return division.parent().flatMap(this::zone);
  }

  private String community(DivisionCode division) {
    return data.communityPrefix() + division.value().substring(9);
  }

  private Optional<DivisionCode> division(String zone) {
    DivisionCode division = zones.get(zone);
    if (division != null) {
      return ambiguous.contains(zone) ? Optional.empty() : Optional.of(division);
    }
    int dot = zone.indexOf('.');
    String label = dot < 0 ? "" : zone.substring(0, dot);
    if (!label.startsWith(data.communityPrefix())) {
      return Optional.empty();
    }
    DivisionCode town = zones.get(zone.substring(dot + 1));
    if (town == null || town.level() != DivisionLevel.TOWN) {
      return Optional.empty();
    }
    return DivisionCode.tryParse(town.value() + label.substring(data.communityPrefix().length()));
  }

  private Optional<CreditCode> organization(String label) {
    CreditCode known = data.organizations().get(label);
    return known == null ? CreditCode.tryParse(label.toUpperCase(Locale.ROOT)) : Optional.of(known);
  }

  private static String label(String system) {
    return isLabel(system) ? system : ESCAPE_START + system + ESCAPE_END;
  }

  private static boolean isLabel(String system) {
    return !system.endsWith("-") && !system.startsWith("--", 2);
  }

  private static Optional<String> system(String label) {
    boolean escaped = label.startsWith(ESCAPE_START) && label.endsWith(ESCAPE_END);
    String system = escaped && label.length() > 3 ? label.substring(2, label.length() - 1) : label;
    return NodeId.isSystem(system) ? Optional.of(system) : Optional.empty();
  }
}
