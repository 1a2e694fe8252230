package io.github.citydc.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.naming.node.NodeId;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain http goes to this machine, and elsewhere only where it is allowed. */
class PlainHttpTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://dc.example.gov.cn/cdx/v1",
        "HTTPS://10.1.2.3/cdx/v1",
        "http://127.0.0.1:8080/cdx/v1",
        "http://127.1.2.3/cdx/v1",
        "http://localhost:8080/cdx/v1",
        "http://[::1]:8080/cdx/v1"
      })
  void what_is_encrypted_or_stays_here_is_used(String url) {
    assertThat(PlainHttp.THIS_MACHINE.require(HUB, URI.create(url))).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://dc.example.gov.cn/cdx/v1",
        "http://10.1.2.3/cdx/v1",
        "http://127.0.0.1.example.com/cdx/v1",
        "http://localhost.example.com/cdx/v1",
        "http://[::2]/cdx/v1"
      })
  void everything_else_must_be_allowed(String url) {
    assertThat(PlainHttp.ALLOWED.require(HUB, URI.create(url))).hasToString(url);
    assertThatThrownBy(() -> PlainHttp.THIS_MACHINE.require(HUB, URI.create(url)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.nothingWasSent()).isTrue();
              assertThat(e.code().isAboutContent()).isFalse();
              assertThat(e).hasMessageContaining("allowingPlainHttp");
            });
  }
}
