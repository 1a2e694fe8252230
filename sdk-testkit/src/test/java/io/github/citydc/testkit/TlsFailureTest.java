package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.CircuitOpenException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.TlsFault;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.sandbox.ServerCertificates;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.trust.HostNames;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a TLS connection fails is said to whoever must mend it, whoever speaks TLS. */
@ParameterizedClass
@MethodSource("stacksAndTransports")
@Timeout(120)
class TlsFailureTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int TRIES = 10;
  private static final Duration DAY = Duration.ofDays(1);

  private final SandboxCity city = SandboxCity.found("Test Root");

  @Parameter(0)
  private TlsStack stack;

  @Parameter(1)
  private TlsTransport transport;

  @TempDir private Path folder;
  private SandboxNode hub;

  static List<Arguments> stacksAndTransports() {
    return List.of(
        Arguments.of(TlsStack.JDK, TlsTransport.JDK),
        Arguments.of(TlsStack.JDK, TlsTransport.OKHTTP),
        Arguments.of(TlsStack.BOUNCY_CASTLE_SM4, TlsTransport.JDK),
        Arguments.of(TlsStack.BOUNCY_CASTLE_SM4, TlsTransport.OKHTTP),
        Arguments.of(TlsStack.TLCP, TlsTransport.JDK));
  }

  @AfterEach
  void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  @Test
  void a_server_of_another_authority() {
    serve(stack.host(city, "127.0.0.1").build());

    assertThat(failure(stack.client(SandboxCity.found("Another Root")).build()))
        .isEqualTo(TlsFault.UNTRUSTED);
  }

  @Test
  void a_server_whose_certificate_has_expired() {
    serve(server(Instant.now().minus(DAY.multipliedBy(2)), Instant.now().minus(DAY)));

    assertThat(failure(stack.client(city).build())).isEqualTo(TlsFault.EXPIRED);
  }

  @Test
  void a_server_whose_certificate_is_not_valid_yet() {
    serve(server(Instant.now().plus(DAY), Instant.now().plus(DAY.multipliedBy(2))));

    assertThat(failure(stack.client(city).build())).isEqualTo(TlsFault.NOT_YET_VALID);
  }

  @Test
  void a_server_of_another_name() {
    serve(stack.host(city, "hub.example", "10.1.1.8").build());

    assertThat(failure(stack.client(city).build())).isEqualTo(TlsFault.WRONG_HOST);

    announce("https://localhost:" + hub.baseUrl().getPort() + hub.baseUrl().getPath());
    assertThat(failure(stack.client(city).build())).isEqualTo(TlsFault.WRONG_HOST);
  }

  @Test
  void a_server_with_no_suite_in_common() {
    serve(stack.host(city, "127.0.0.1").build());
    TlsContext other =
        stack == TlsStack.JDK
            ? TlsStack.BOUNCY_CASTLE_SM4.client(city).build()
            : TlsStack.JDK.client(city).build();

    assertThat(failure(other)).isEqualTo(TlsFault.NOTHING_IN_COMMON);
  }

  @Test
  void a_server_that_demands_a_certificate() {
    hub = node().tlsWithClientCertificates(stack.host(city, "127.0.0.1").build()).start();

    assertRefused(stack.client(city).build());
  }

  @Test
  void a_server_that_refuses_the_certificate_it_is_shown() {
    hub = node().tlsWithClientCertificates(stack.host(city, "127.0.0.1").build()).start();
    SandboxCity foreign = SandboxCity.found("Another Root");
    TlsContext stranger =
        stack
            .by(foreign.tls(stack.profile(), HostNames.of("grid.example")))
            .trusting(List.of(ca(city).root()))
            .build();

    assertRefused(stranger);
  }

  @Test
  void a_server_that_speaks_plain_http() {
    hub = node().start();
    announce(hub.baseUrl().toString().replace("http:", "https:"));

    assertThat(failure(stack.client(city).build())).isEqualTo(TlsFault.NOT_TLS);
  }

  @Test
  void the_outbox_and_the_circuit_say_it_too() throws Exception {
    serve(server(Instant.now().minus(DAY.multipliedBy(2)), Instant.now().minus(DAY)));
    ExchangeClient client =
        client(transport.over(stack.client(city).build()))
            .circuit(1, Duration.ofMinutes(1))
            .build();
    JdbcConnectionPool database =
        JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "");
    try {
      JdbcSchema.migrate(database);
      JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(database, TIANHE));
      PreparedMessage message = client.prepare(HUB, Operation.UPSERT, TestPeople.number(1));
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        outbox.enqueue(connection, message, Optional.empty());
        connection.commit();
      }
      OutboxDispatcher dispatcher =
          OutboxDispatcher.builder(client, outbox)
              .maxAttempts(1)
              .idle(Duration.ofMillis(20))
              .start();
      try (dispatcher) {
        while (outbox.list(OutboxState.DEAD, 1).isEmpty()) {
          Thread.sleep(20);
        }
      }

      OutboxEntry entry = outbox.find(message.messageId()).orElseThrow();
      assertThat(entry.lastFailure().orElseThrow()).contains(TlsFault.EXPIRED.sentence());
      CircuitOpenException left =
          catchThrowableOfType(CircuitOpenException.class, () -> client.send(message));
      assertThat(left).hasMessageContaining(TlsFault.EXPIRED.sentence());
    } finally {
      database.dispose();
    }
  }

  /** Each try points at the certificate; the alert itself may be overtaken by a reset. */
  private void assertRefused(TlsContext tls) {
    ExchangeClient client = client(transport.over(tls)).build();
    List<Optional<TlsFault>> faults = new ArrayList<>();
    while (!faults.contains(Optional.of(TlsFault.CLIENT_CERTIFICATE_REFUSED))) {
      assertThat(faults).hasSizeLessThan(TRIES);
      TransportException failure =
          catchThrowableOfType(
              TransportException.class, () -> client.send(HUB, TestPeople.number(1)));
      assertThat(failure).hasMessageContaining("the certificate of the client, or miss");
      faults.add(failure.tlsFault());
    }
  }

  /** What a client says that tries to send; the sentence of the fault is in the message. */
  private TlsFault failure(TlsContext tls) {
    ExchangeClient client = client(transport.over(tls)).build();
    TransportException failure =
        catchThrowableOfType(
            TransportException.class, () -> client.send(HUB, TestPeople.number(1)));
    assertThat(failure).isNotNull();
    TlsFault fault = failure.tlsFault().orElseThrow(() -> new AssertionError(failure));
    assertThat(failure).hasMessageContaining(fault.sentence()).hasMessageNotContaining("\n");
    return fault;
  }

  private void serve(TlsContext tls) {
    hub = node().tls(tls).start();
  }

  private TlsContext server(Instant notBefore, Instant notAfter) {
    ServerCertificates certificates = ca(city).servers().valid(notBefore, notAfter);
    HostNames names = HostNames.of("127.0.0.1");
    TlsContextBuilder server = stack.client(city);
    return stack.profile().isSmOnly()
        ? server.key(certificates.issueDual(names)).build()
        : server.key(certificates.issue(names)).build();
  }

  private SandboxCa ca(SandboxCity of) {
    return stack.profile().isSmOnly() ? of.ca() : of.tlsCa();
  }

  private SandboxNodeBuilder node() {
    return SandboxNode.builder(city, HUB)
        .storingIn(folder)
        .on(Person.class, (person, context) -> {});
  }

  private void announce(String url) {
    city.announce(HUB, URI.create(url));
  }

  private ExchangeClientBuilder client(HttpTransport over) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.enrol(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(over)
        .maxAttempts(1);
  }
}
