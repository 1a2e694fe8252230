package io.github.citydc.naming.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebNameTest {

  @ParameterizedTest
  @CsvSource({
    "www.gz.gov.cn, www.gz.gov.cn,",
    "https://www.gz.gov.cn, www.gz.gov.cn,",
    "HTTPS://WWW.GZ.GOV.CN./, www.gz.gov.cn, /",
    "http://www.gz.gov.cn/zwgk/?a=b#c, www.gz.gov.cn, /zwgk/",
    "www.gz.gov.cn/zwgk, www.gz.gov.cn, /zwgk",
    "https://www.gz.gov.cn#@evil.example, www.gz.gov.cn,",
    "https://www.gz.gov.cn?@evil.example, www.gz.gov.cn,",
    "https://www.gz.gov.cn/@evil.example, www.gz.gov.cn, /@evil.example",
    "广州市人民政府.政务/zwgk/, xn--gmqx28addpvues12bg4l.xn--zfr164b, /zwgk/",
  })
  void hostAndPathAreToldApart(String text, String host, String path) {
    WebName name = WebName.parse(text);

    assertThat(name.host().ascii()).isEqualTo(host);
    assertThat(name.path()).isEqualTo(path == null ? "" : path);
    assertThat(name.port()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"www.gz.gov.cn:443, 443", "https://www.gz.gov.cn:8443/a, 8443"})
  void aPortIsKept(String text, int port) {
    assertThat(WebName.parse(text).port()).hasValue(port);
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.gz.gov.cn@evil.example, USER_INFO",
    "https://www.gz.gov.cn:443@evil.example/, USER_INFO",
    "https://evil.example@www.gz.gov.cn/, USER_INFO",
    "https://www.gz.gov.cn\\@evil.example, USER_INFO",
    "https://www.gz.gov.cn\\.evil.example, NOT_A_NAME",
    "https://www.gz.gov.cn:0/, NOT_A_NAME",
    "https://www.gz.gov.cn:65536/, NOT_A_NAME",
    "https://www.gz.gov.cn:999999/, NOT_A_NAME",
    "https://www.gz.gov.cn:80:80/, NOT_A_NAME",
    "https://www.gz.gov.cn:http/, NOT_A_NAME",
    "https://www.gz.gov.cn:/, NOT_A_NAME",
    "ftp://www.gz.gov.cn/, NOT_A_NAME",
    "javascript:www.gz.gov.cn, NOT_A_NAME",
    "https:www.gz.gov.cn, NOT_A_NAME",
    "//www.gz.gov.cn, EMPTY",
    "https:///www.gz.gov.cn, EMPTY",
    "https://www.gz.gov.cn%2eevil.example, CHARACTER",
    "https://www.gz%2egov.cn, CHARACTER",
    "https://[::1]/, NOT_A_NAME",
    "https://evil.example/www.gz.gov.cn, SUFFIX",
    "https://evil.example?.gov.cn, SUFFIX",
    "https://evil.example#.gov.cn, SUFFIX",
    "https://evil.example／www.gz.gov.cn, FULL_WIDTH",
    "https://evil.example⁄www.gz.gov.cn, SCRIPT", // fraction slash
    "https://evil.example∕www.gz.gov.cn, SCRIPT", // division slash
  })
  void whatLeadsElsewhereIsRefused(String text, NamingRule rule) {
    assertThatThrownBy(() -> WebName.parse(text))
        .isInstanceOfSatisfying(
            InvalidDomainException.class, e -> assertThat(e.finding().rule()).isEqualTo(rule));
  }

  @Property
  void anyTextGetsAVerdict(@ForAll String text) {
    assertThat(NamingRules.standard().check("https://" + text)).isNotNull();
  }
}
