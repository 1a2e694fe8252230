package io.github.citydc.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is seen by a client as what it is, and the node stays what it was behind it. */
@Timeout(60)
class FaultsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId OTHER = NodeId.parse("440106:11440106007482911C:other");
  private static final Set<FaultKind> STORED =
      EnumSet.of(
          FaultKind.DELAY,
          FaultKind.CUT_AFTER_COMMIT,
          FaultKind.LOSE_RESPONSE,
          FaultKind.EXPIRED_CERTIFICATE,
          FaultKind.WRONG_SIGNATURE,
          FaultKind.CORRUPTED_RESPONSE,
          FaultKind.SLOW_BODY);

  private final SandboxCity city = SandboxCity.found("Test Root");
  private SandboxNode hub;
  private ExchangeClient once;

  @BeforeEach
  void start() {
    hub = SandboxNode.builder(city, HUB).recordingEverything().start();
    once = city.client(VENDOR).maxAttempts(1).build();
  }

  @AfterEach
  void stop() {
    once.close();
    hub.close();
  }

  private static Person person() {
    return PayloadJson.standard()
        .read(
            InterfaceStandard.example(PayloadType.of(Person.class))
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8),
            Person.class);
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.refuse(ProblemCode.NOT_AUTHORIZED),
        Fault.refuse(ProblemCode.SIGNATURE_INVALID),
        Fault.rateLimit(Duration.ofSeconds(7)),
        Fault.delay(Duration.ofMillis(50)),
        Fault.cutBeforeCommit(),
        Fault.cutAfterCommit(),
        Fault.loseResponse(),
        Fault.serverError(502),
        Fault.proxyPage(),
        Fault.clockSkew(Duration.ofMinutes(20)),
        Fault.clockSkew(Duration.ofMinutes(-20)),
        Fault.expiredCertificate(),
        Fault.wrongSignature(),
        Fault.corruptedRequest(),
        Fault.corruptedResponse(),
        Fault.slowBody(Duration.ofMillis(100)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void what_goes_wrong_is_seen_once_and_the_next_try_is_accepted_once(Fault fault) {
    ActiveFault active = hub.faults().add(fault.times(1));
    PreparedMessage message = once.prepare(HUB, Operation.UPSERT, person());

    if (fault.kind() == FaultKind.DELAY || fault.kind() == FaultKind.SLOW_BODY) {
      assertThatCode(() -> once.send(message)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> once.send(message))
          .isInstanceOf(expected(fault))
          .isInstanceOf(ExchangeException.class);
    }
    assertThat(active.hits()).isOne();
    assertThat(hub.faults().active()).isEmpty();
    assertThat(hub.messages()).hasSize(STORED.contains(fault.kind()) ? 1 : 0);

    once.send(message);

    assertThat(hub.messages()).hasSize(1);
    assertThat(hub.received(Person.class)).containsExactly(person());
  }

  private static Class<? extends ExchangeException> expected(Fault fault) {
    return switch (fault.kind()) {
      case REFUSE ->
          fault.code().orElseThrow().equals(ProblemCode.SIGNATURE_INVALID)
              ? UnverifiedRequestException.class
              : ProblemException.class;
      case RATE_LIMIT -> ProblemException.class;
      case CLOCK_SKEW, CORRUPTED_REQUEST -> ExchangeException.class;
      default -> TransportException.class;
    };
  }

  @Test
  void every_kind_is_tried() {
    assertThat(faults().map(Fault::kind))
        .containsAll(EnumSet.complementOf(EnumSet.of(FaultKind.REVOKED_CERTIFICATE)));
  }

  @Test
  void a_pause_that_is_asked_for_reaches_the_client() {
    hub.faults().add(Fault.rateLimit(Duration.ofSeconds(7)));

    assertThatThrownBy(() -> once.send(HUB, person()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(ProblemCode.RATE_LIMITED);
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
            });
    assertThat(hub.lastProblem().orElseThrow().code()).isEqualTo(ProblemCode.RATE_LIMITED);
  }

  @Test
  void the_reasons_of_an_expired_certificate_and_of_a_wrong_clock_are_named() {
    hub.faults().add(Fault.expiredCertificate().times(1));
    assertThatThrownBy(() -> once.send(HUB, person()))
        .hasRootCauseInstanceOf(VerificationException.class)
        .hasMessageContaining("certificate-not-valid");

    hub.faults().add(Fault.clockSkew(Duration.ofMinutes(20)).times(1));
    assertThatThrownBy(() -> once.send(HUB, person())).hasMessageContaining("clock-skew");
  }

  @Test
  void a_revoked_certificate_is_noticed_by_who_looks(@TempDir Path folder) throws IOException {
    hub.faults().add(Fault.revokedCertificate());
    assertThatCode(() -> once.send(HUB, person())).doesNotThrowAnyException();

    Files.write(folder.resolve("city.crl"), city.ca().crl(Duration.ofDays(1)));
    RevocationCheck check =
        RevocationCheck.builder(RevocationPolicy.HARD_FAIL).bundle(folder).offline().build();
    try (ExchangeClient careful =
        city.client(VENDOR)
            .verifier(HttpSignatures.verifier(city.trust().revocation(check), city.directory()))
            .maxAttempts(1)
            .build()) {
      assertThatThrownBy(() -> careful.send(HUB, person()))
          .hasMessageContaining("certificate-revoked");
      hub.faults().clear();
      assertThatCode(() -> careful.send(HUB, person())).doesNotThrowAnyException();
    }
  }

  @Test
  void a_fault_is_for_a_sender_a_type_and_a_number_of_requests() {
    ActiveFault forOther = hub.faults().add(Fault.serverError(503).from(OTHER));
    ActiveFault forCases =
        hub.faults()
            .add(Fault.serverError(503).ofType(io.github.citydc.model.service.ServiceCase.class));
    ActiveFault twice =
        hub.faults().add(Fault.serverError(503).ofType(Person.class).from(VENDOR).times(2));

    try (ExchangeClient patient = city.client(VENDOR).maxAttempts(5).build()) {
      patient.send(HUB, person());
    }
    assertThat(twice.hits()).isEqualTo(2);
    assertThat(forOther.hits()).isZero();
    assertThat(forCases.hits()).isZero();
    assertThat(hub.faults().active()).containsExactly(forOther, forCases);
    assertThat(hub.messages()).hasSize(1);

    try (ExchangeClient other = city.client(OTHER).maxAttempts(1).build()) {
      assertThatThrownBy(() -> other.send(HUB, person())).isInstanceOf(TransportException.class);
      forOther.off();
      assertThatCode(() -> other.send(HUB, person())).doesNotThrowAnyException();
    }
  }

  @Test
  void switching_off_ends_what_is_being_delayed() throws Exception {
    ActiveFault late = hub.faults().add(Fault.delay(Duration.ofHours(1)));
    CompletableFuture<MessageId> sent =
        CompletableFuture.supplyAsync(() -> once.send(HUB, person()).receipt().messageId());
    while (late.hits() == 0) {
      Thread.sleep(5);
    }
    late.off();

    assertThat(sent.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(hub.messages()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void what_is_switched_off_before_a_delay_begins_ends_it_as_well() {
    long before = hub.faults().switchedOff();
    hub.faults().add(Fault.delay(Duration.ofHours(1))).off();

    hub.faults().pause(Duration.ofHours(1), before);

    assertThat(hub.faults().active()).isEmpty();
  }

  @Test
  void only_signed_requests_are_hit() {
    hub.faults().add(Fault.serverError(500));
    try (OkHttpTransport transport = OkHttpTransport.create()) {
      assertThat(
              transport
                  .exchange(
                      new io.github.citydc.exchange.http.HttpRequest(
                          "GET",
                          java.net.URI.create(hub.baseUrl() + "/node"),
                          io.github.citydc.exchange.http.HttpHeaders.empty(),
                          io.github.citydc.exchange.message.Content.empty()))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void faults_say_what_they_are() {
    assertThat(Fault.refuse(ProblemCode.UNAVAILABLE).from(VENDOR).times(3))
        .hasToString("refuse unavailable, from " + VENDOR + ", 3 times");
    assertThat(Fault.delay(Duration.ofSeconds(2)).ofType(Person.class).times(1))
        .hasToString("delay PT2S, of population.person/1, 1 time");
    assertThatThrownBy(() -> Fault.serverError(404)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.loseResponse().times(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
