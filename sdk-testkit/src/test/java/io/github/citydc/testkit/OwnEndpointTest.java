package io.github.citydc.testkit;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.model.Extensions;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.example.parking.FreePlaces;
import org.example.parking.Parking;
import org.example.parking.ParkingEndpoint;
import org.example.parking.Reservation;
import org.example.permit.Permit;
import org.example.permit.PermitDesk;
import org.example.permit.PermitRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two features of a city's own, in packages of their own, through the public seams alone. */
class OwnEndpointTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId OFFICE = NodeId.parse("440106:11440106007482911C:parking");
  private static final String WUSHAN = "440106001";

  private final SandboxCity city = SandboxCity.found("Test Root");
  private SandboxNode hub;
  private ExchangeClient tianhe;
  private ExchangeClient office;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .endpoint(new ParkingEndpoint(Map.of(WUSHAN, 12), Set.of(OFFICE)))
            .endpoint(PermitDesk.factory())
            .start();
    tianhe = client(TIANHE, Clock.systemUTC());
    office = client(OFFICE, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    tianhe.close();
    office.close();
    hub.close();
  }

  @Test
  void a_question_is_answered_and_the_answer_is_signed_by_the_node() {
    VerifiedResponse answer = tianhe.call(HUB, Call.get("/parking").parameter("street", WUSHAN));

    assertThat(answer.sender()).isEqualTo(HUB);
    assertThat(answer.response().headers().value("signature")).isPresent();
    assertThat(Parking.through(tianhe).freePlaces(HUB, WUSHAN))
        .isEqualTo(new FreePlaces(WUSHAN, 12));
  }

  @Test
  void a_request_with_a_body_changes_something_once_however_often_it_is_made() {
    Reservation reservation = new Reservation(WUSHAN, "粤A12345");

    FreePlaces first = Parking.through(office).reserve(HUB, reservation);
    FreePlaces again = Parking.through(office).reserve(HUB, reservation);

    assertThat(first).isEqualTo(new FreePlaces(WUSHAN, 11));
    assertThat(again).isEqualTo(first);
    assertThat(Parking.through(tianhe).freePlaces(HUB, WUSHAN)).isEqualTo(first);
  }

  @Test
  void a_refusal_of_its_own_reaches_the_caller_as_a_problem() {
    Problem unknown = problem(() -> Parking.through(tianhe).freePlaces(HUB, "440106002"));
    Problem forbidden =
        problem(() -> Parking.through(tianhe).reserve(HUB, new Reservation(WUSHAN, "粤A12345")));

    assertIs(ProblemCode.NOT_FOUND, unknown);
    assertThat(unknown.detail()).isEqualTo("No places are counted in this street");
    assertIs(ProblemCode.NOT_AUTHORIZED, forbidden);
    assertThat(forbidden.retryable()).isFalse();
  }

  @Test
  void what_is_asked_wrongly_is_named_and_not_repeated() {
    Problem missing = problem(() -> tianhe.call(HUB, Call.get("/parking")));
    Problem none =
        problem(() -> tianhe.call(HUB, Call.get("/parking").parameter("street", "五山 & more")));
    Problem body =
        problem(
            () ->
                office.call(
                    HUB,
                    Call.bringing(
                        "POST",
                        "/parking/reservations",
                        "application/json",
                        Content.ofText("{\"street\":[]}"))));

    assertIs(ProblemCode.MALFORMED_MESSAGE, missing);
    assertThat(missing.detail()).contains("The parameter street is missing");
    assertIs(ProblemCode.MALFORMED_MESSAGE, none);
    assertThat(none.detail()).contains("The parameter street").doesNotContain("五山");
    assertIs(ProblemCode.MALFORMED_MESSAGE, body);
    assertThat(body.detail()).contains("/street");
  }

  @Test
  void nobody_asks_without_a_signature() {
    try (OkHttpTransport network = OkHttpTransport.create()) {
      URI url = URI.create(hub.baseUrl() + "/parking?street=" + WUSHAN);
      HttpResponse answer =
          network.exchange(new HttpRequest("GET", url, HttpHeaders.empty(), Content.empty()));

      assertIs(
          ProblemCode.SIGNATURE_MISSING,
          Problem.fromJson(answer.status(), answer.body().toByteArray()));
    }
  }

  @Test
  void a_second_feature_goes_by_the_clock_and_the_id_of_its_receiver(@TempDir Path folder) {
    OffsetDateTime later = OffsetDateTime.now(ChinaTime.ZONE).plusHours(1).truncatedTo(SECONDS);
    Clock clock = Clock.fixed(later.toInstant(), later.getOffset());
    NodeId street = NodeId.parse("440106001:11440106007482911C:street");
    try (SandboxNode node =
            SandboxNode.builder(city, street)
                .storingIn(folder)
                .clock(clock)
                .endpoint(PermitDesk.factory())
                .start();
        ExchangeClient client = client(TIANHE, clock)) {
      assertThat(ask(client, node.node(), "粤A12345", WUSHAN))
          .isEqualTo(new Permit(street.toString(), "粤A12345", later));
    }
  }

  @Test
  void a_second_feature_goes_by_the_rules_and_the_access_policy_of_its_receiver() {
    Problem broken = problem(() -> ask(tianhe, HUB, "A", WUSHAN));
    Problem foreign = problem(() -> ask(tianhe, HUB, "粤A12345", "440105001"));

    assertIs(ProblemCode.VALIDATION_FAILED, broken);
    assertThat(broken.violations())
        .extracting(one -> one.pointer())
        .containsExactly("/payload/plate");
    assertIs(ProblemCode.OUTSIDE_JURISDICTION, foreign);
  }

  @Test
  void a_second_feature_has_its_own_limit_and_is_told_of_by_the_node() {
    UnverifiedRequestException large =
        catchThrowableOfType(
            UnverifiedRequestException.class, () -> ask(tianhe, HUB, "粤".repeat(1000), WUSHAN));
    String description = tianhe.call(HUB, Call.get("/node")).response().body().toText();

    assertThat(large.code()).isEqualTo(ProblemCode.BODY_TOO_LARGE);
    assertThat(description).contains("\"permits\":true");
  }

  private static Permit ask(ExchangeClient client, NodeId node, String plate, String street) {
    PermitRequest request = new PermitRequest(plate, street, Extensions.none());
    return client.call(
        node,
        Call.json("POST", "/permits", request),
        answer -> JsonBody.read(answer, Permit.class));
  }

  private ExchangeClient client(NodeId self, Clock clock) {
    return ExchangeClient.builder()
        .self(self)
        .signer(HttpSignatures.signerBuilder(city.key(self)).clock(clock).build())
        .verifier(
            HttpSignatures.verifierBuilder(city.trust(), city.directory()).clock(clock).build())
        .directory(city.directory())
        .build();
  }

  private static Problem problem(ThrowingCallable asking) {
    return catchThrowableOfType(ProblemException.class, asking).problem();
  }

  private static void assertIs(ProblemCode code, Problem problem) {
    assertThat(problem.code()).isEqualTo(code);
  }
}
