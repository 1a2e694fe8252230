package io.github.citydc.naming.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.GovDomain;
import io.github.citydc.naming.domain.NamedOrgan;
import io.github.citydc.naming.domain.NamingRules;
import io.github.citydc.naming.domain.Pinyin;
import io.github.citydc.naming.node.NodeId;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingPlanTest {

  private static final Divisions DIVISIONS = Divisions.standard();
  private static final DivisionCode CITY = DivisionCode.parse("440100");
  private static final NamingPlan PLAN = NamingPlan.guangzhou();
  private static final List<String> CREDIT_CODES =
      List.of("91350100M000100Y43", "9144030071526726XG", "11100000000013338W");

  private static List<Division> districts() {
    return DIVISIONS.children(CITY);
  }

  private static List<Division> below(List<Division> parents) {
    return parents.stream().flatMap(p -> DIVISIONS.children(p.code()).stream()).toList();
  }

  private static Stream<DivisionCode> everyDivision() {
    List<Division> towns = below(districts());
    return Stream.of(districts(), towns, below(towns)).flatMap(List::stream).map(Division::code);
  }

  @Test
  void everyNodeOfGuangzhouHasOneHostAndEveryHostOneNode() {
    assertThat(districts()).hasSize(11);
    assertThat(below(districts())).hasSize(179);
    assertThat(below(below(districts()))).hasSize(2851);
    Set<GovDomain> hosts = new HashSet<>();

    everyDivision()
        .forEach(
            division -> {
              NodeId node = new NodeId(division, CreditCode.parse(CREDIT_CODES.get(0)), "grid");
              GovDomain host = PLAN.host(node).orElseThrow();
              assertThat(PLAN.node(host)).contains(node);
              assertThat(PLAN.node(PLAN.baseUrl(node).orElseThrow())).contains(node);
              assertThat(hosts.add(host)).isTrue();
            });

    assertThat(hosts).hasSize(11 + 179 + 2851);
  }

  @Property
  void fromANodeToItsHostAndBack(@ForAll("nodes") NodeId node) {
    GovDomain host = PLAN.host(node).orElseThrow();

    assertThat(PLAN.node(host)).contains(node);
    assertThat(PLAN.node(GovDomain.parse(host.ascii().toUpperCase(Locale.ROOT) + ".")))
        .contains(node);
  }

  @Provide
  Arbitrary<NodeId> nodes() {
    List<DivisionCode> divisions = Stream.concat(Stream.of(CITY), everyDivision()).toList();
    Arbitrary<String> rest =
        Arbitraries.strings().withCharRange('a', 'c').withChars("-0").ofMaxLength(31);
    return Combinators.combine(
            Arbitraries.of(divisions),
            Arbitraries.of(CREDIT_CODES),
            Arbitraries.chars().range('a', 'z'),
            rest)
        .as(
            (division, organization, first, others) ->
                new NodeId(division, CreditCode.parse(organization), first + others));
  }

  @ParameterizedTest
  @CsvSource({
    "440100, grid, grid.91350100m000100y43.dc.gz.gov.cn",
    "440106, grid, grid.91350100m000100y43.dc.thnet.gov.cn",
    "440106000000, grid, grid.91350100m000100y43.dc.thnet.gov.cn",
    "440113, grid, grid.91350100m000100y43.dc.panyu.gov.cn",
    "440106001, grid, grid.91350100m000100y43.wushan.dc.thnet.gov.cn",
    "440106001002, grid, grid.91350100m000100y43.c002.wushan.dc.thnet.gov.cn",
    "440106, a-, 00a-0.91350100m000100y43.dc.thnet.gov.cn",
    "440106, ab--c, 00ab--c0.91350100m000100y43.dc.thnet.gov.cn",
  })
  void theHostIsMadeByRule(String division, String system, String host) {
    NodeId node =
        new NodeId(DivisionCode.parse(division), CreditCode.parse("91350100M000100Y43"), system);

    assertThat(PLAN.host(node)).contains(GovDomain.parse(host));
    assertThat(PLAN.baseUrl(node)).contains(URI.create("https://" + host + "/cdx/v1"));
  }

  @Test
  void whatThePlanDoesNotCoverHasNoHost() {
    CreditCode organization = CreditCode.parse("91350100M000100Y43");

    for (String division : List.of("440000", "440300", "110101", "440106999", "440102")) {
      NodeId node = new NodeId(DivisionCode.parse(division), organization, "grid");
      assertThat(PLAN.host(node)).as(division).isEmpty();
      assertThat(PLAN.baseUrl(node)).as(division).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.gz.gov.cn",
        "dc.thnet.gov.cn",
        "grid.dc.thnet.gov.cn",
        "grid.91350100m000100y43.dc.shenzhen.gov.cn",
        "grid.91350100m000100y44.dc.thnet.gov.cn",
        "1grid.91350100m000100y43.dc.thnet.gov.cn",
        "00grid0.91350100m000100y43.dc.thnet.gov.cn",
        "grid.91350100m000100y43.c02.wushan.dc.thnet.gov.cn",
        "grid.91350100m000100y43.c000.wushan.dc.thnet.gov.cn",
        "grid.91350100m000100y43.c002.dc.thnet.gov.cn",
        "x.grid.91350100m000100y43.dc.thnet.gov.cn",
      })
  void otherHostsAreOfNoNode(String host) {
    assertThat(PLAN.node(GovDomain.parse(host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://grid.91350100m000100y43.dc.thnet.gov.cn/cdx/v1",
        "https://grid.91350100m000100y43.dc.thnet.gov.cn:8443/cdx/v1",
        "https://grid.91350100m000100y43.dc.thnet.gov.cn/cdx/v2",
        "https://x@grid.91350100m000100y43.dc.thnet.gov.cn/cdx/v1",
        "urn:cdx:node:x",
      })
  void otherUrlsAreOfNoNode(String url) {
    assertThat(PLAN.node(URI.create(url))).isEmpty();
  }

  @Test
  void organizationsMayHaveAShortLabel() {
    CreditCode bureau = CreditCode.parse("11100000000013338W");
    NamingPlan plan = NamingPlan.builder(CITY, "gz.gov.cn").organization("zsj", bureau).build();
    NodeId node = new NodeId(CITY, bureau, "hub");

    assertThat(plan.host(node)).contains(GovDomain.parse("hub.zsj.dc.gz.gov.cn"));
    assertThat(plan.node(GovDomain.parse("hub.zsj.dc.gz.gov.cn"))).contains(node);
    assertThat(plan.node(GovDomain.parse("hub.11100000000013338w.dc.gz.gov.cn"))).isEmpty();
  }

  @Test
  void anExceptionGoesBeforeTheRule() {
    NodeId node = NodeId.parse("440106:91350100M000100Y43:grid");
    GovDomain host = GovDomain.parse("dx.thnet.gov.cn");
    NamingPlan plan = NamingPlan.builder(CITY, "gz.gov.cn").exception(node, host).build();

    assertThat(plan.host(node)).contains(host);
    assertThat(plan.node(host)).contains(node);
    assertThat(NamingPlan.parse(plan.toJson()).host(node)).contains(host);
  }

  @Test
  void theShippedPlanIsWholeAndWhatTheRuleMakes() {
    NamingPlanBuilder byRule = NamingPlan.builder(CITY, "gz.gov.cn");
    for (Division district : districts()) {
      byRule.domain(
          district.code(),
          NamingRules.standard()
              .suggest(NamedOrgan.government(district.code()))
              .english()
              .orElseThrow()
              .host()
              .registered());
    }

    assertThat(PLAN.audit(DIVISIONS)).isEmpty();
    assertThat(PLAN.toJson())
        .isEqualTo(byRule.townsByRule(DIVISIONS, Pinyin.icu()).build().toJson());
    assertThat(NamingPlan.parse(PLAN.toJson()).toJson()).isEqualTo(PLAN.toJson());
    assertThat(PLAN.cityZone()).hasToString("dc.gz.gov.cn");
  }

  @ParameterizedTest
  @CsvSource({
    "番禺, panyu",
    "从化, conghua",
    "增城, zengcheng",
    "黄埔, huangpu",
    "东涌, dongchong",
    "吕田, lvtian",
    "长洲, changzhou",
    "车陂, chebei",
    "花地, huadi",
    "（G4）, g4",
  })
  void placesAreReadAsTheirPeopleReadThem(String name, String label) {
    assertThat(String.join("", Pinyin.icu().syllables(name))).isEqualTo(label);
  }

  @Test
  void aCharacterWithoutAReadingIsNotPassedOver() {
    assertThatIllegalArgumentException().isThrownBy(() -> Pinyin.icu().syllables("𠮷州"));
  }

  @Test
  void collisionsGapsAndStrangersAreReported() {
    NamingPlan plan =
        NamingPlan.builder(CITY, "gz.gov.cn")
            .domain(DivisionCode.parse("440106"), "thnet.gov.cn")
            .label(DivisionCode.parse("440106001"), "wushan")
            .label(DivisionCode.parse("440106002"), "wushan")
            .domain(DivisionCode.parse("440102"), "dongshan.gov.cn")
            .build();

    List<PlanFinding> findings = plan.audit(DIVISIONS);

    assertThat(findings)
        .contains(
            new PlanFinding(
                PlanFinding.Kind.COLLISION,
                List.of(DivisionCode.parse("440106001"), DivisionCode.parse("440106002")),
                "wushan.dc.thnet.gov.cn"),
            new PlanFinding(PlanFinding.Kind.GAP, List.of(DivisionCode.parse("440113")), ""),
            new PlanFinding(PlanFinding.Kind.GAP, List.of(DivisionCode.parse("440106003")), ""),
            new PlanFinding(
                PlanFinding.Kind.STRANGER,
                List.of(DivisionCode.parse("440102")),
                "dc.dongshan.gov.cn"));
    assertThat(findings.get(0).message(Locale.ENGLISH)).contains("五山", "wushan.dc.thnet.gov.cn");
    assertThat(findings.get(0).message(Locale.CHINA)).contains("使用同一名称");
    NodeId ambiguous = NodeId.parse("440106001:91350100M000100Y43:grid");
    assertThat(plan.host(ambiguous).flatMap(plan::node)).isEqualTo(Optional.empty());
  }

  @Test
  void ofTwoTownsThatSoundAlikeTheSecondGetsDigits() {
    NamingPlan plan =
        NamingPlan.builder(CITY, "gz.gov.cn")
            .domain(DivisionCode.parse("440106"), "thnet.gov.cn")
            .townsByRule(DIVISIONS, name -> List.of("same"))
            .build();

    assertThat(plan.zone(DivisionCode.parse("440106001"))).contains("same.dc.thnet.gov.cn");
    assertThat(plan.zone(DivisionCode.parse("440106002"))).contains("same002.dc.thnet.gov.cn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"plan\":\"2.0\"}",
        "{\"plan\":\"1.0\",\"city\":\"440100\"}",
        "{\"plan\":\"1.0\",\"city\":\"440106\",\"domains\":{\"440106\":\"thnet.gov.cn\"}}",
        "{\"plan\":\"1.0\",\"city\":\"440100\",\"domains\":{\"440100\":\"gz.example.com\"}}",
        "{\"plan\":\"1.0\",\"city\":\"440100\",\"domains\":{\"440100\":\"gz.gov.cn\"},\"label\":1}",
        "{\"plan\":\"1.0\",\"city\":\"440100\",\"domains\":{\"440100\":\"gz.gov.cn\"},"
            + "\"labels\":{\"440106001\":\"-\"}}",
        "{\"plan\":",
      })
  void whatIsNoPlanIsRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> NamingPlan.parse(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"plan\":\"1.0\",\"city\":\"440100\",\"domains\":{\"440100\":\"gz.gov.cn\",\n"
            + "\"440100\":\"thnet.gov.cn\"}}",
        "{\"plan\":\"1.0\",\"city\":\"440100\",\"domains\":{\"440100\":\"gz.gov.cn\"}}\n[]",
      })
  void a_member_that_appears_twice_or_text_behind_the_plan_is_refused_with_its_place(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamingPlan.parse(json))
        .withMessageStartingWith("The naming plan: ")
        .withMessageContaining("(line 2, column");
  }
}
