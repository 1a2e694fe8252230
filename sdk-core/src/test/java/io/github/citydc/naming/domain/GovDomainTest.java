package io.github.citydc.naming.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.citydc.code.DivisionCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GovDomainTest {

  /** The kinds of the list of real hosts, in our words. */
  private static final Map<String, DomainKind> KINDS =
      Map.ofEntries(
          Map.entry("national service portal", DomainKind.BUSINESS_SYSTEM),
          Map.entry("service portal", DomainKind.BUSINESS_SYSTEM),
          Map.entry("business system", DomainKind.BUSINESS_SYSTEM),
          Map.entry("business system (4th level)", DomainKind.BUSINESS_SYSTEM),
          Map.entry("ministry", DomainKind.MINISTRY_PORTAL),
          Map.entry("vertical unit under ministry", DomainKind.VERTICAL_UNIT),
          Map.entry("provincial portal", DomainKind.PROVINCIAL_PORTAL),
          Map.entry("provincial department", DomainKind.DEPARTMENT),
          Map.entry("provincial institution", DomainKind.DEPARTMENT),
          Map.entry("prefecture portal", DomainKind.PREFECTURAL_PORTAL),
          Map.entry("municipal portal", DomainKind.PREFECTURAL_PORTAL),
          Map.entry("municipal department", DomainKind.DEPARTMENT),
          Map.entry("municipal department (legacy)", DomainKind.DEPARTMENT),
          Map.entry("municipal institution", DomainKind.DEPARTMENT),
          Map.entry("dispatched agency", DomainKind.DISPATCHED_AGENCY),
          Map.entry("district portal", DomainKind.COUNTY_PORTAL),
          Map.entry("county portal", DomainKind.COUNTY_PORTAL),
          Map.entry("extranet", DomainKind.EXTRANET));

  static List<String> hosts() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GovDomainTest.class.getResourceAsStream("hosts.csv"), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void everyRealHostIsToldByItsKind(String line) {
    String[] fields = line.split(",", -1);

    GovDomain domain = GovDomain.parse(fields[0]);

    assertThat(domain.kind()).isEqualTo(KINDS.get(fields[1]));
    assertThat(domain.ascii()).isEqualTo(fields[0]);
    assertThat(domain.parts()).isNotEmpty();
  }

  @Test
  void theListOfRealHostsIsWhole() throws IOException {
    assertThat(hosts()).hasSize(78);
  }

  @ParameterizedTest
  @CsvSource({
    "www.gov.cn, NATIONAL_PORTAL, , 中央人民政府, www.gov.cn",
    "gz.gov.cn, PREFECTURAL_PORTAL, 440100, 广东省广州市人民政府, gz.gov.cn",
    "www.thnet.gov.cn, COUNTY_PORTAL, 440106, 广东省广州市天河区人民政府, thnet.gov.cn",
    "www.jtj.gz.gov.cn, DEPARTMENT, 440100, 广东省广州市人民政府, gz.gov.cn",
    "jtzl.jtj.gz.gov.cn, BUSINESS_SYSTEM, 440100, 广东省广州市人民政府, gz.gov.cn",
    "hubei.chinatax.gov.cn, VERTICAL_UNIT, , 国家税务总局, chinatax.gov.cn",
    "www.example.gov.cn, OTHER_PORTAL, , , example.gov.cn",
    "jyj.example.gov.cn, DEPARTMENT, , , example.gov.cn",
    "gzt.mh.gz.cegn.cn, EXTRANET, 520000, 贵州省, cegn.cn",
    "zct.cc.jl.cegn.cn, EXTRANET, 220000, 吉林省, cegn.cn",
    "hubei.onemap.mnr.cegn.cn, EXTRANET, , 自然资源部, cegn.cn",
    "广州市人民政府.政务, PREFECTURAL_PORTAL, 440100, 广州市人民政府,",
    "广州市越秀区人民政府.政务, COUNTY_PORTAL, 440104, 广州市越秀区人民政府,",
    "北京市朝阳区人民政府.政务, COUNTY_PORTAL, 110105, 北京市朝阳区人民政府,",
    "朝阳区人民政府.政务, COUNTY_PORTAL, , 朝阳区人民政府,",
    "商务部.政务, MINISTRY_PORTAL, , 商务部,",
    "广州市交通运输局.政务, DEPARTMENT, , 广州市交通运输局,",
    "广州图书馆.公益, PUBLIC_INSTITUTION, , 广州图书馆,",
  })
  void theNameTellsWhoseItIs(
      String text, DomainKind kind, String division, String organ, String registered) {
    GovDomain domain = GovDomain.parse(text);

    assertThat(domain.kind()).isEqualTo(kind);
    assertThat(domain.division().map(DivisionCode::value)).isEqualTo(Optional.ofNullable(division));
    assertThat(domain.organ()).isEqualTo(Optional.ofNullable(organ));
    if (registered != null) {
      assertThat(domain.registered()).isEqualTo(registered);
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void whatIsRegisteredIsWhatThePublicSuffixListSays(String line) {
    GovDomain domain = GovDomain.parse(line.split(",", -1)[0]);

    assertThat(domain.registered())
        .isEqualTo(
            new HttpUrl.Builder().scheme("https").host(domain.ascii()).build().topPrivateDomain());
  }

  @Test
  void guizhouIsNotGuangzhou() {
    assertThat(GovDomain.parse("zwzx.gz.cegn.cn").division())
        .contains(DivisionCode.parse("520000"));
    assertThat(GovDomain.parse("zwzx.gz.gov.cn").division()).contains(DivisionCode.parse("440100"));
  }

  @Test
  void aDotAtTheEndIsTheRoot() {
    assertThat(GovDomain.check("www.gov.cn.")).isEmpty();
  }

  @Test
  void thePartsAreNamed() {
    assertThat(GovDomain.parse("portal.scjgj.gz.gov.cn").parts())
        .containsExactly(
            Map.entry("system", "portal"),
            Map.entry("department", "scjgj"),
            Map.entry("government", "gz"),
            Map.entry("kind", "business-system"),
            Map.entry("division", "440100"),
            Map.entry("organ", "广东省广州市人民政府"));
    assertThat(GovDomain.parse("j2testzzjb.rsj.sh.cegn.cn").parts())
        .containsExactly(
            Map.entry("service", "j2testzzjb"),
            Map.entry("unit", "rsj"),
            Map.entry("region", "sh"),
            Map.entry("kind", "extranet"),
            Map.entry("division", "310000"),
            Map.entry("organ", "上海市"));
  }

  @ParameterizedTest
  @CsvSource({
    "广州市人民政府.政务, xn--gmqx28addpvues12bg4l.xn--zfr164b",
    "广州市越秀区人民政府.政务, xn--gmq92iq7keexysfk17bcjny43aom5b.xn--zfr164b",
  })
  void chineseNamesGoBothWays(String unicode, String ascii) {
    assertAll(
        () -> assertThat(GovDomain.parse(unicode).ascii()).isEqualTo(ascii),
        () -> assertThat(GovDomain.parse(ascii).unicode()).isEqualTo(unicode),
        () -> assertThat(GovDomain.parse(ascii)).isEqualTo(GovDomain.parse(unicode)),
        () -> assertThat(GovDomain.parse(ascii).registered()).isEqualTo(ascii));
  }

  @ParameterizedTest
  @CsvSource({
    "www.gz.gov.cn.",
    "WWW.GZ.GOV.CN",
    "Www.Gz.Gov.Cn.",
    "www。gz。gov。cn",
  })
  void capitalsAndADotAtTheEndDoNotMatter(String text) {
    assertThat(GovDomain.parse(text)).isEqualTo(GovDomain.parse("www.gz.gov.cn"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "gov.cn.example.com, SUFFIX_IMITATION",
    "www.gz.gov.cn.example.com, SUFFIX_IMITATION",
    "www-gz-gov-cn.com, SUFFIX_IMITATION",
    "广州市人民政府.政务.com, SUFFIX_IMITATION",
    "www.gz.gov.cm, SUFFIX_IMITATION",
    "www.gz.g0v.cn, SUFFIX",
    "www.gzgov.cn, SUFFIX",
    "xgov.cn, SUFFIX",
    "xcegn.cn, SUFFIX",
    "192.168.1.1, SUFFIX",
    "gov.cn, SUFFIX_ALONE",
    "政务, SUFFIX_ALONE",
    "cegn.cn, SUFFIX_ALONE",
    "www..gov.cn, EMPTY_LABEL",
    "www.gz.gov.cn.., EMPTY_LABEL",
    ".gov.cn, EMPTY_LABEL",
    "-gz.gov.cn, HYPHEN",
    "gz-.gov.cn, HYPHEN",
    "ab--cd.gov.cn, HYPHEN",
    "gz_1.gov.cn, CHARACTER",
    "www.gz.gov.cn@evil.example, USER_INFO",
    "www.gz.gov.cn:8443, NOT_A_NAME",
    "https://www.gz.gov.cn, NOT_A_NAME",
    "www.gz.gov.cn/path, NOT_A_NAME",
    "www.gz.gov.cn\\evil.example, NOT_A_NAME",
    "www.gz.gov.cn?x, NOT_A_NAME",
    "www.gz.gov.cn#x, NOT_A_NAME",
    "xn--a.gov.cn, PUNYCODE",
    "xn--.gov.cn, PUNYCODE",
    "xn--gz-.gov.cn, PUNYCODE",
    "xn--99999999.政务, PUNYCODE",
    "ｗｗｗ.gz.gov.cn, FULL_WIDTH",
    "www.gz．gov.cn, FULL_WIDTH",
    "www.gz.gοv.cn, SCRIPT", // Greek omicron
    "www.gz.gov.сn, SCRIPT", // Cyrillic es
    "gуangzhou.gov.cn, SCRIPT", // Cyrillic u
    "xn--80ak6aa92e.gov.cn, SCRIPT", // all Cyrillic, looks like Latin
    "bureaú.gov.cn, SCRIPT",
    "カ.政务, SCRIPT",
  })
  void whatOnlyLooksLikeANameIsRefused(String text, NamingRule rule) {
    assertThat(GovDomain.check(text).map(NamingFinding::rule)).contains(rule);
    assertThat(GovDomain.tryParse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "www\u200B.gz.gov.cn, INVISIBLE_CHARACTER", // zero width space
    "www.g\u00ADz.gov.cn, INVISIBLE_CHARACTER", // soft hyphen
    "www.\u202Ezg.gov.cn, INVISIBLE_CHARACTER", // right-to-left override
    "www.gz .gov.cn, INVISIBLE_CHARACTER",
    "www.\u212Akj.gov.cn, SCRIPT", // Kelvin sign
    "\u2F00.政务, SCRIPT", // radical one
    "www.gz\u3164.gov.cn, SCRIPT", // Hangul filler
  })
  void whatCannotBeSeenIsRefused(String text, NamingRule rule) {
    assertThat(GovDomain.check(text).map(NamingFinding::rule)).contains(rule);
  }

  @Test
  void aLabelHasAtMost63Characters() {
    assertThat(GovDomain.check("a".repeat(63) + ".gov.cn")).isEmpty();
    assertThat(GovDomain.check("a".repeat(64) + ".gov.cn").map(NamingFinding::rule))
        .contains(NamingRule.LABEL_LENGTH);
    assertThat(GovDomain.check("广".repeat(60) + ".政务").map(NamingFinding::rule))
        .contains(NamingRule.LABEL_LENGTH);
    assertThat(GovDomain.check("a.".repeat(124) + "gov.cn").map(NamingFinding::rule))
        .contains(NamingRule.NAME_LENGTH);
  }

  @Test
  void theExceptionNamesTheRuleAndNotTheText() {
    assertThatThrownBy(() -> GovDomain.parse("secret@www.gz.gov.cn"))
        .isInstanceOf(InvalidDomainException.class)
        .hasMessageContaining("user-info")
        .hasMessageContaining("RFC 3986")
        .hasMessageNotContaining("secret");
  }

  @Property
  void noTextBreaksTheReader(@ForAll String text) {
    GovDomain.tryParse(text);
    GovDomain.tryParse(text + ".gov.cn");
    GovDomain.tryParse("xn--" + text + ".政务");
  }

  @Property
  void whatParsesParsesToTheSameAgain(
      @ForAll @CharRange(from = '一', to = '龥') @StringLength(min = 1, max = 12) String text) {
    GovDomain domain = GovDomain.parse(text + ".政务");

    assertThat(GovDomain.parse(domain.ascii())).isEqualTo(domain);
    assertThat(GovDomain.parse(domain.ascii()).unicode()).isEqualTo(text + ".政务");
  }
}
