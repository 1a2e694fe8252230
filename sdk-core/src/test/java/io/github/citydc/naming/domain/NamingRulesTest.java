package io.github.citydc.naming.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionKind;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.domain.NamingFinding.Weight;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NamingRulesTest {

  private static final NamingRules RULES = NamingRules.standard();

  private static final NamedOrgan CITY = NamedOrgan.government(DivisionCode.parse("440100"));
  private static final NamedOrgan DISTRICT = NamedOrgan.government(DivisionCode.parse("440106"));
  private static final NamedOrgan STREET = NamedOrgan.government(DivisionCode.parse("440106001"));
  private static final NamedOrgan CITY_BUREAU =
      NamedOrgan.department("广州市交通运输局", DivisionCode.parse("440100"));
  private static final NamedOrgan DISTRICT_BUREAU =
      NamedOrgan.department("广州市天河区教育局", DivisionCode.parse("440106"));
  private static final NamedOrgan TAX_OFFICE =
      NamedOrgan.verticalUnit("国家税务总局广东省税务局", DivisionCode.parse("440000"), "chinatax");
  private static final NamedOrgan LIBRARY =
      NamedOrgan.institution("广州图书馆", DivisionCode.parse("440100"));

  /** A rule with a name that follows it, and one that does not, both proposed for the organ. */
  record Example(NamingRule rule, NamedOrgan owner, String conforming, String breaking) {

    @Override
    public String toString() {
      return rule + ": " + breaking;
    }
  }

  static List<Example> examples() {
    return List.of(
        new Example(NamingRule.EMPTY, CITY, "www.gz.gov.cn", ""),
        new Example(NamingRule.INVISIBLE_CHARACTER, CITY, "www.gz.gov.cn", "www.gz\u200B.gov.cn"),
        new Example(NamingRule.FULL_WIDTH, CITY, "www.gz.gov.cn", "ｗｗｗ.gz.gov.cn"),
        new Example(NamingRule.NOT_A_NAME, CITY, "https://www.gz.gov.cn", "ftp://www.gz.gov.cn"),
        new Example(
            NamingRule.USER_INFO,
            CITY,
            "https://www.gz.gov.cn/",
            "https://www.gz.gov.cn:443@evil.example/"),
        new Example(NamingRule.PORT, CITY, "https://www.gz.gov.cn/", "https://www.gz.gov.cn:8443/"),
        new Example(NamingRule.EMPTY_LABEL, CITY, "www.gz.gov.cn.", "www..gz.gov.cn"),
        new Example(NamingRule.CHARACTER, CITY, "www.gz.gov.cn", "www.g_z.gov.cn"),
        new Example(NamingRule.HYPHEN, CITY, "www.gz.gov.cn", "www.-gz.gov.cn"),
        new Example(
            NamingRule.LABEL_LENGTH, CITY, "www.gz.gov.cn", "www." + "g".repeat(64) + ".gov.cn"),
        new Example(NamingRule.NAME_LENGTH, CITY, "www.gz.gov.cn", "g.".repeat(125) + "gz.gov.cn"),
        new Example(
            NamingRule.PUNYCODE,
            CITY,
            "xn--gmqx28addpvues12bg4l.xn--zfr164b",
            "xn--gmqx28addpvues12bg4.xn--zfr164b"),
        new Example(NamingRule.SCRIPT, CITY, "www.gz.gov.cn", "www.gz.gоv.cn"),
        new Example(NamingRule.SUFFIX, CITY, "www.gz.gov.cn", "www.guangzhou.com"),
        new Example(
            NamingRule.SUFFIX_IMITATION, CITY, "www.gz.gov.cn", "www.gz.gov.cn.example.com"),
        new Example(NamingRule.SUFFIX_ALONE, CITY, "www.gz.gov.cn", "gov.cn"),
        new Example(NamingRule.NO_ADMINISTRATIVE_FUNCTION, LIBRARY, "广州图书馆.公益", "www.gzlib.gov.cn"),
        new Example(NamingRule.PORTAL, CITY, "www.gz.gov.cn", "gz.gov.cn"),
        new Example(
            NamingRule.DEPARTMENT_BELOW_GOVERNMENT,
            CITY_BUREAU,
            "jtj.gz.gov.cn",
            "www.gzjtj.gov.cn"),
        new Example(
            NamingRule.UNIT_BELOW_MINISTRY,
            TAX_OFFICE,
            "guangdong.chinatax.gov.cn",
            "www.gdtax.gov.cn"),
        new Example(
            NamingRule.NO_SITE_OF_ITS_OWN,
            DISTRICT_BUREAU,
            "www.thnet.gov.cn/jyj/",
            "jyj.thnet.gov.cn"),
        new Example(
            NamingRule.PATH_ON_SITE, CITY_BUREAU, "jtj.gz.gov.cn/jtzl/", "jtzl.jtj.gz.gov.cn"),
        new Example(NamingRule.CHINESE_NAME, CITY, "广州市人民政府.政务", "广州.政务"),
        new Example(NamingRule.OWNER, CITY_BUREAU, "jtj.gz.gov.cn", "jtj.sg.gov.cn"),
        new Example(NamingRule.EXTRANET_FORM, CITY, "zwzx.gz.gd.cegn.cn", "zwzx.nowhere.cegn.cn"),
        new Example(NamingRule.EXTRANET_REGION, CITY, "zwzx.gz.gd.cegn.cn", "zwzx.gz.cegn.cn"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aRuleTellsAConformingNameFromABreakingOneAndCitesItsDocument(Example example) {
    List<NamingFinding> none =
        RULES.check(example.conforming(), example.owner(), NameStatus.PROPOSED);
    List<NamingFinding> found =
        RULES.check(example.breaking(), example.owner(), NameStatus.PROPOSED);

    assertThat(none).isEmpty();
    assertThat(found).extracting(NamingFinding::rule).containsExactly(example.rule());
    assertThat(found.get(0).rule().citation()).isNotBlank();
    assertThat(found.get(0).message(Locale.ENGLISH)).isNotBlank().doesNotContain("{");
    assertThat(found.get(0).message(Locale.CHINA)).isNotBlank().doesNotContain("{");
    boolean undecidable = example.rule() == NamingRule.CHINESE_NAME;
    assertThat(found.get(0).weight()).isEqualTo(undecidable ? Weight.ADVICE : Weight.ERROR);
  }

  @Test
  void everyRuleHasAnExample() {
    Set<NamingRule> shown = EnumSet.of(NamingRule.ONE_NAME, NamingRule.NAME_PAIR); // below
    shown.addAll(examples().stream().map(Example::rule).collect(Collectors.toSet()));

    assertThat(shown).containsExactlyInAnyOrder(NamingRule.values());
  }

  @Test
  void aSiteHasOneEnglishAndOneChineseName() {
    List<String> pair = List.of("www.gz.gov.cn", "广州市人民政府.政务");
    List<String> three = List.of("www.gz.gov.cn", "www.guangzhou.gov.cn", "广州市人民政府.政务");

    assertThat(RULES.checkSite(pair, Optional.empty(), CITY, NameStatus.PROPOSED)).isEmpty();
    assertThat(RULES.checkSite(three, Optional.of("www.gz.gov.cn"), CITY, NameStatus.PROPOSED))
        .isEmpty();
    assertThat(RULES.checkSite(three, Optional.empty(), CITY, NameStatus.PROPOSED))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(NamingRule.ONE_NAME);
              assertThat(finding.rule().citation()).isEqualTo("国办函〔2018〕55号 一（一）");
              assertThat(finding.isError()).isTrue();
            });
  }

  @Test
  void ofThePairNeitherIsMissing() {
    assertThat(
            RULES.checkSite(List.of("www.gz.gov.cn"), Optional.empty(), CITY, NameStatus.PROPOSED))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(NamingRule.NAME_PAIR);
              assertThat(finding.message(Locale.ENGLISH)).contains("政务");
              assertThat(finding.isError()).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "www.thnet.gov.cn, PORTAL, www.tianhe.gov.cn",
    "www.gzns.gov.cn, PORTAL, www.nansha.gov.cn",
    "gz.gov.cn, PORTAL, www.gz.gov.cn",
    "jtzl.jtj.gz.gov.cn, PATH_ON_SITE, jtj.gz.gov.cn/jtzl/",
    "data.gz.gov.cn, PATH_ON_SITE, www.gz.gov.cn/data/",
    "gjzwfw.www.gov.cn, PATH_ON_SITE,",
    "www.gdzwfw.gov.cn, PATH_ON_SITE,",
    "www.gzfao.gov.cn, DEPARTMENT_BELOW_GOVERNMENT,",
    "www.jtj.gz.gov.cn, DEPARTMENT_BELOW_GOVERNMENT, jtj.gz.gov.cn",
    "jyj.thnet.gov.cn, NO_SITE_OF_ITS_OWN, www.thnet.gov.cn/jyj/",
    "www.guangdong.chinatax.gov.cn, UNIT_BELOW_MINISTRY, guangdong.chinatax.gov.cn",
    "www.广州市人民政府.政务, CHINESE_NAME, 广州市人民政府.政务",
    "https://www.gz.gov.cn:8443/a, PORT, www.gz.gov.cn/a",
    "zct.nowhere.cegn.cn, EXTRANET_FORM,",
  })
  void namesInUseGetAdvice(String name, NamingRule rule, String suggestion) {
    assertThat(RULES.check(name))
        .singleElement()
        .isEqualTo(
            new NamingFinding(rule, Weight.ADVICE, List.of(), Optional.ofNullable(suggestion)));
  }

  @Test
  void breachesOfNamesInUseAreAdvice() {
    for (Example example : examples()) {
      if (GovDomain.tryParse(example.breaking()).isPresent()) {
        assertThat(RULES.check(example.breaking(), example.owner(), NameStatus.IN_USE))
            .isNotEmpty()
            .noneMatch(NamingFinding::isError);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "www.gz.gov.cn",
    "www.lw.gov.cn",
    "jtj.gz.gov.cn",
    "www.ndrc.gov.cn",
    "guangdong.chinatax.gov.cn",
    "www.foshan.gov.cn",
    "广州市交通运输局.政务",
    "广州图书馆.公益",
    "gzt.mh.gz.cegn.cn",
  })
  void ofWhatConformsThereIsNothingToSay(String name) {
    assertThat(RULES.check(name)).isEmpty();
  }

  @Test
  void theRealHostsHaveNoErrors() throws Exception {
    for (String line : GovDomainTest.hosts()) {
      assertThat(RULES.check(line.substring(0, line.indexOf(','))))
          .noneMatch(NamingFinding::isError);
    }
  }

  @Test
  void organsGetAHostOrAPlaceOnThePortalOfTheCounty() {
    assertThat(english(CITY)).isEqualTo("www.gz.gov.cn");
    assertThat(english(DISTRICT)).isEqualTo("www.thnet.gov.cn");
    assertThat(english(STREET)).isEqualTo("www.thnet.gov.cn/wushan/");
    assertThat(english(CITY_BUREAU)).isEqualTo("jtj.gz.gov.cn");
    assertThat(english(DISTRICT_BUREAU)).isEqualTo("www.thnet.gov.cn/jyj/");
    assertThat(english(TAX_OFFICE)).isEqualTo("guangdong.chinatax.gov.cn");
    assertThat(english(NamedOrgan.ministry("商务部"))).isEqualTo("www.mofcom.gov.cn");
    assertThat(RULES.suggest(LIBRARY).english()).isEmpty();

    assertThat(RULES.suggest(STREET).chinese()).hasToString("Optional[广州市天河区人民政府.政务/wushan/]");
    assertThat(RULES.suggest(LIBRARY).chinese()).hasToString("Optional[广州图书馆.公益]");
    assertThat(RULES.suggestSystem(CITY_BUREAU, "jtzl").english())
        .hasToString("Optional[jtj.gz.gov.cn/jtzl/]");
  }

  @ParameterizedTest
  @CsvSource({
    "440000, 广东省人民政府",
    "440100, 广州市人民政府",
    "440106, 广州市天河区人民政府",
    "110105, 北京市朝阳区人民政府",
    "440106001, 广州市天河区五山街道办事处",
    "441900003, 东莞市东城街道办事处",
    "440115102, 广州市南沙区黄阁镇人民政府",
    "440117404, 广州市从化区黄龙带水库",
  })
  void governmentsAreCalledByTheirOfficialNames(String division, String name) {
    assertThat(NamedOrgan.government(DivisionCode.parse(division)).name()).isEqualTo(name);
  }

  @Test
  void anUnknownMinistryChoosesItsLabel() {
    NamedOrgan ministry = NamedOrgan.ministry("国家新设部");

    assertThatThrownBy(() -> RULES.suggest(ministry)).isInstanceOf(IllegalArgumentException.class);
    assertThat(english(ministry.label("xsb"))).isEqualTo("www.xsb.gov.cn");
  }

  private static String english(NamedOrgan organ) {
    return RULES.suggest(organ).english().orElseThrow().toString();
  }

  @Property
  void aSuggestionFollowsTheRules(@ForAll("organs") NamedOrgan organ) {
    NameSuggestion suggestion = RULES.suggest(organ);

    suggestion.english().ifPresent(name -> assertNothingToSay(name, organ));
    suggestion.chinese().ifPresent(name -> assertNothingToSay(name, organ));
  }

  @Property
  void aSuggestionForASystemFollowsTheRules(@ForAll("organs") NamedOrgan organ) {
    NameSuggestion suggestion = RULES.suggestSystem(organ, "sjgx");

    suggestion.english().ifPresent(name -> assertNothingToSay(name, organ));
    suggestion.chinese().ifPresent(name -> assertNothingToSay(name, organ));
  }

  private static void assertNothingToSay(WebName name, NamedOrgan organ) {
    assertThat(RULES.check(name.toString(), organ, NameStatus.PROPOSED)).isEmpty();
  }

  @Provide
  Arbitrary<NamedOrgan> organs() {
    List<DivisionCode> places =
        Divisions.standard()
            .all()
            .filter(Division::isCurrent)
            .filter(division -> division.kind() == DivisionKind.DIVISION)
            .filter(division -> division.level() != DivisionLevel.COMMUNITY)
            .map(Division::code)
            .toList();
    List<String> bureaus = List.of("教育局", "水务局", "林业和园林局", "投资促进局", "人民政府信访局");
    return Combinators.combine(
            Arbitraries.of(places), Arbitraries.of(OrganKind.values()), Arbitraries.of(bureaus))
        .as(NamingRulesTest::organ);
  }

  private static NamedOrgan organ(DivisionCode place, OrganKind kind, String bureau) {
    String name = PlaceNames.official(place) + bureau;
    return switch (kind) {
      case GOVERNMENT -> NamedOrgan.government(place);
      case MINISTRY -> NamedOrgan.ministry("国家" + bureau).label("gjtest");
      case DEPARTMENT -> NamedOrgan.department(name, place);
      case VERTICAL_UNIT -> NamedOrgan.verticalUnit(name, place, "chinatax");
      case INSTITUTION -> NamedOrgan.institution(name, place);
    };
  }
}
