package io.github.citydc.exchange.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  /** Only what is asked for an address: there is no container here. */
  private static HttpServletRequest request(String connected, String... forwarded) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> connected;
                  case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void what_anybody_says_is_not_believed() {
    ClientAddress none = new ClientAddress(Set.of());
    assertThat(none.of(request("10.0.0.9", "1.2.3.4"))).isEqualTo("10.0.0.9");
  }

  @Test
  void a_trusted_proxy_says_who_has_called_it_and_not_what_its_client_claims() {
    ClientAddress behind = new ClientAddress(Set.of("10.0.0.1", "10.0.0.2"));
    assertThat(behind.of(request("10.0.0.1", "6.6.6.6, 192.0.2.7"))).isEqualTo("192.0.2.7");
    assertThat(behind.of(request("10.0.0.1", "6.6.6.6", "192.0.2.7, 10.0.0.2")))
        .isEqualTo("192.0.2.7");
    assertThat(behind.of(request("192.0.2.8", "6.6.6.6"))).isEqualTo("192.0.2.8");
  }

  @Test
  void what_is_no_address_is_replaced_by_that_of_the_proxy() {
    ClientAddress behind = new ClientAddress(Set.of("10.0.0.1"));
    assertThat(behind.of(request("10.0.0.1"))).isEqualTo("10.0.0.1");
    assertThat(behind.of(request("10.0.0.1", "unknown\u0007"))).isEqualTo("10.0.0.1");
    assertThat(behind.of(request("10.0.0.1", ""))).isEqualTo("10.0.0.1");
  }
}
