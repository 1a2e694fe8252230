package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a certificate can make a node call: nothing inside, and no place but the one it names. */
class FetchedPlacesTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final byte[] LIST = {1, 2, 3};

  private StatusServer server;
  private StatusServer elsewhere;

  @BeforeEach
  void start() throws IOException {
    server = new StatusServer();
    elsewhere = new StatusServer();
  }

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
  }

  @Test
  void a_place_inside_is_not_asked_unless_it_is_allowed() throws Exception {
    URI crl = server.serve("/crl", request -> LIST);

    refused("inside the own network and not allowed", () -> fetcher().get(crl));
    refused("inside the own network", () -> fetcher().post(crl, new byte[] {1}));
    assertThat(server.requests("/crl")).isZero();
    assertThat(fetcher().allowing("127.0.0.1").get(crl)).isEqualTo(LIST);
    assertThat(fetcher().allowing("127.0.0.0/8").get(crl)).isEqualTo(LIST);
  }

  @Test
  void a_name_that_resolves_to_an_address_inside_is_not_asked_unless_it_is_allowed()
      throws Exception {
    server.serve("/crl", request -> LIST);
    URI crl = URI.create("http://crl.example:" + server.uri("/").getPort() + "/crl");
    OkHttpClient client =
        new OkHttpClient.Builder()
            .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
            .build();

    refused(
        "crl.example is inside",
        () -> HttpRevocationFetcher.of(OkHttpTransport.on(client)).get(crl));
    assertThat(server.requests("/crl")).isZero();
    assertThat(
            HttpRevocationFetcher.of(OkHttpTransport.on(client)).allowing("CRL.example").get(crl))
        .isEqualTo(LIST);
    assertThat(HttpRevocationFetcher.of(OkHttpTransport.on(client)).allowing("127.0.0.1").get(crl))
        .isEqualTo(LIST);
    refused(
        "inside",
        () -> HttpRevocationFetcher.of(OkHttpTransport.on(client)).allowing("10.0.0.0/8").get(crl));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::a00:1]",
        "[2002:a00:1::1]",
        "localhost",
        "2130706433",
        "0x7f000001"
      })
  void every_way_to_write_an_address_inside_is_refused_without_a_connection(String host) {
    HttpRevocationFetcher fetcher = HttpRevocationFetcher.of(OkHttpTransport.on(notConnecting()));

    assertThatThrownBy(() -> fetcher.get(URI.create("http://" + host + "/crl")))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("would have connected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"59.41.8.1", "172.32.0.1", "100.128.0.1", "[2400:3200::1]"})
  void an_address_outside_is_asked(String host) {
    HttpRevocationFetcher fetcher = HttpRevocationFetcher.of(OkHttpTransport.on(notConnecting()));

    assertThatThrownBy(() -> fetcher.get(URI.create("http://" + host + "/crl")))
        .hasMessageContaining("would have connected");
  }

  private static OkHttpClient notConnecting() {
    return new OkHttpClient.Builder()
        .socketFactory(new RefusingSocketFactory())
        .retryOnConnectionFailure(false)
        .build();
  }

  @Test
  void a_redirect_is_followed_on_the_same_server_only() throws Exception {
    URI crl = server.serve("/crl", request -> LIST);
    URI other = elsewhere.serve("/crl", request -> LIST);
    URI sameHostOtherName = URI.create("http://localhost:" + crl.getPort() + "/crl");
    HttpRevocationFetcher fetcher = fetcher().allowing("127.0.0.0/8", "localhost");

    assertThat(fetcher.get(server.redirect("/moved", crl))).isEqualTo(LIST);
    assertThat(fetcher.get(server.redirect("/relative", URI.create("/crl")))).isEqualTo(LIST);
    for (URI target :
        List.of(
            other,
            sameHostOtherName,
            URI.create("https://127.0.0.1:" + crl.getPort() + "/crl"),
            URI.create("http://169.254.169.254/latest/meta-data"),
            URI.create("file:///etc/hostname"))) {
      refused(
          "status 302, a redirect to another place",
          () -> fetcher.get(server.redirect("/away", target)));
    }
    refused(
        "redirected more than 3", () -> fetcher.get(server.redirect("/loop", server.uri("/loop"))));
    refused("status 302", () -> fetcher.post(server.redirect("/ocsp", crl), new byte[] {1}));
    assertThat(elsewhere.requests("/crl")).isZero();
    assertThat(server.requests("/loop")).isEqualTo(4);
  }

  @Test
  void a_proxy_inside_carries_requests_to_names_and_not_to_addresses_inside() throws Exception {
    server.serve("/crl", request -> LIST);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.uri("/").getPort());
    HttpRevocationFetcher fetcher =
        HttpRevocationFetcher.of(
            OkHttpTransport.on(
                new OkHttpClient.Builder().proxy(new Proxy(Proxy.Type.HTTP, address)).build()));

    assertThat(fetcher.get(URI.create("http://crl.example/crl"))).isEqualTo(LIST);
    refused("inside", () -> fetcher.get(URI.create("http://10.0.0.1/crl")));
  }

  @Test
  void only_hosts_and_networks_are_allowed() {
    for (String wrong :
        List.of("10.0.0.0/33", "10.0.0/8", "http://crl.example", "", "::1/x", "*")) {
      assertThatIllegalArgumentException().isThrownBy(() -> fetcher().allowing(wrong));
    }
  }

  @Test
  void what_a_sender_is_told_names_no_address_and_no_host() {
    SandboxCa ca =
        SandboxCa.create("sandbox")
            .crlAt(URI.create("http://crl.internal.example:8081/list?key=value"))
            .ocspAt(URI.create("http://10.9.8.7:8080/ocsp"));
    X509Certificate node = ca.issue(NODE).certificates().get(0);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(2))
            .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
            .build();
    for (HttpRevocationFetcher fetcher :
        List.of(
            HttpRevocationFetcher.of(OkHttpTransport.on(client)),
            HttpRevocationFetcher.of(OkHttpTransport.on(client)).allowing("127.0.0.0/8"))) {
      TrustStore trust =
          TrustStore.of(List.of(ca.root()))
              .revocation(
                  RevocationCheck.builder(RevocationPolicy.HARD_FAIL).fetcher(fetcher).build());

      assertThatThrownBy(() -> trust.validate(List.of(node), Instant.now()))
          .isInstanceOfSatisfying(
              VerificationException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ProblemCode.UNAVAILABLE);
                assertThat(e.getMessage())
                    .contains("its OCSP responder: nothing was received; its CRL: nothing")
                    .doesNotContain("://")
                    .doesNotContain("crl.internal")
                    .doesNotContain("10.9.8.7")
                    .doesNotContain("127.0.0.1")
                    .doesNotContain("8081");
                assertThat(e.getCause())
                    .hasMessageContaining("http://10.9.8.7:8080/ocsp")
                    .hasMessageContaining("http://crl.internal.example:8081/list");
              });
    }
  }

  private static HttpRevocationFetcher fetcher() {
    return HttpRevocationFetcher.create();
  }

  private static void refused(String reason, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IOException.class).hasMessageContaining(reason);
  }
}
