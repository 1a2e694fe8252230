package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.message.TlsFault;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.HostNames;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Signed messages over TLS: each stack, through each transport, to a node with its own server. */
@Timeout(120)
@Tag("slow")
class TlsExchangeTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  private static final int MESSAGES = 5;

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final List<String> handled = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private SandboxNode hub;

  @AfterEach
  void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  static Stream<Arguments> stacksAndTransports() {
    return Arrays.stream(TlsStack.values())
        .flatMap(
            stack ->
                Arrays.stream(TlsTransport.values())
                    .map(transport -> Arguments.of(stack, transport)));
  }

  @ParameterizedTest
  @MethodSource("stacksAndTransports")
  void messages_travel_over_tls_and_keep_their_connection(TlsStack stack, TlsTransport transport) {
    assumeOkHttpCan(stack, transport);
    hub = node().tls(stack.host(city, "localhost", "127.0.0.1").build()).start();
    assertThat(hub.baseUrl().getScheme()).isEqualTo("https");
    ExchangeClient client = client(transport.over(stack.client(city).build()));

    for (int i = 0; i < MESSAGES; i++) {
      client.send(HUB, TestPeople.number(i));
    }

    assertThat(handled).hasSize(MESSAGES);
  }

  @ParameterizedTest
  @MethodSource("stacksAndTransports")
  void both_sides_can_show_certificates(TlsStack stack, TlsTransport transport) {
    assumeOkHttpCan(stack, transport);
    hub = node().tlsWithClientCertificates(stack.host(city, "127.0.0.1").build()).start();

    client(transport.over(stack.host(city, "grid.tianhe.example").build()))
        .send(HUB, TestPeople.number(1));

    assertThat(handled).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TlsStack.class)
  void only_the_suites_of_the_profile_are_spoken(TlsStack stack) throws Exception {
    hub = node().tls(stack.host(city, "127.0.0.1").build()).start();
    TlsContext client = stack.client(city).build();

    try (SSLSocket socket =
        (SSLSocket)
            client
                .sslContext()
                .getSocketFactory()
                .createSocket("127.0.0.1", hub.baseUrl().getPort())) {
      socket.startHandshake();
      assertThat(client.sslParameters().getProtocols()).contains(socket.getSession().getProtocol());
      assertThat(client.sslParameters().getCipherSuites())
          .contains(socket.getSession().getCipherSuite());
      assertThat(socket.getSession().getCipherSuite().contains("_SM4_"))
          .isEqualTo(stack.profile().isSmOnly());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsStack.class,
      names = {"BOUNCY_CASTLE_SM4", "TLCP"})
  void a_node_that_speaks_sm_only_speaks_nothing_else(TlsStack stack) {
    hub = node().tls(stack.host(city, "127.0.0.1").build()).start();
    TlsContext everyday = TlsContext.builder(TlsProfile.standard()).build();

    assertThatThrownBy(
            () -> client(TlsTransport.JDK.over(everyday)).send(HUB, TestPeople.number(1)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.tlsFault()).contains(TlsFault.NOTHING_IN_COMMON));
    assertThat(handled).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TlsTransport.class)
  void a_server_may_have_an_rsa_key(TlsTransport transport) {
    TlsContext server =
        city.tls(TlsProfile.standard())
            .key(
                city.tlsCa()
                    .servers()
                    .issue(HostNames.of("127.0.0.1"), SignatureAlgorithm.RSA_PSS_SHA512))
            .build();
    hub = node().tls(server).start();

    client(transport.over(city.tls(TlsProfile.standard()).build())).send(HUB, TestPeople.number(1));

    assertThat(handled).hasSize(1);
  }

  @Test
  void no_provider_is_registered_by_it() {
    List<String> before = Arrays.stream(Security.getProviders()).map(p -> p.getName()).toList();

    messages_travel_over_tls_and_keep_their_connection(
        TlsStack.BOUNCY_CASTLE_SM4, TlsTransport.JDK);

    assertThat(Arrays.stream(Security.getProviders()).map(p -> p.getName()).toList())
        .isEqualTo(before);
  }

  private static void assumeOkHttpCan(TlsStack stack, TlsTransport transport) {
    assumeFalse(
        stack == TlsStack.TLCP && transport == TlsTransport.OKHTTP,
        "OkHttp knows no protocol version but those of TLS");
  }

  private SandboxNodeBuilder node() {
    return SandboxNode.builder(city, HUB)
        .storingIn(folder)
        .on(Person.class, (person, context) -> handled.add(person.name()));
  }

  private ExchangeClient client(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.enrol(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(1)
        .build();
  }
}
