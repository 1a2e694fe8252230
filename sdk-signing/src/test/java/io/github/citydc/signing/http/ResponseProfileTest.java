package io.github.citydc.signing.http;

import static io.github.citydc.signing.http.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.RequestVerification;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each single deviation of a response from the profile is answered with. */
class ResponseProfileTest {

  private static final Network NETWORK = new Network();
  private static final HttpRequest REQUEST = NETWORK.district.sign(Network.request(), Network.HUB);

  private final MessageVerifier verifier = NETWORK.verifier();

  static Stream<Arguments> changesOnTheWay() {
    return Stream.of(
        changed(
            "status", "signature-invalid", "", r -> new HttpResponse(201, r.headers(), r.body())),
        changed(
            "body",
            "digest-mismatch",
            "sm3",
            r -> Tampering.withBody(r, Network.body("{\"status\":\"rejected\"}"))),
        changed(
            "body removed",
            "digest-mismatch",
            "0 bytes",
            r -> Tampering.withBody(r, Content.empty())),
        changed(
            "sender",
            "sender-mismatch",
            "owns the key",
            r -> Tampering.header(r, "cdx-sender", Network.STRANGER.toString())),
        changed(
            "receiver",
            "receiver-mismatch",
            Network.DISTRICT.toString(),
            r -> Tampering.header(r, "cdx-receiver", Network.STRANGER.toString())),
        changed(
            "content type",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "content-type", "text/html")),
        changed(
            "digest",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "content-digest", "sm3=:AAAA:")),
        changed(
            "verification of the request",
            "signature-invalid",
            "",
            r -> RequestVerification.VERIFIED.onto(r)),
        changed(
            "no signature",
            "signature-missing",
            "",
            r -> r.headers(Tampering.without(r.headers(), "signature"))),
        changed(
            "another signature",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "signature", "cdx=:" + "A".repeat(86) + "==:")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("changesOnTheWay")
  void aChangeOnTheWayIsNoticed(
      String what, String code, String reason, UnaryOperator<HttpResponse> change) {
    HttpResponse signed = NETWORK.hub.sign(Network.response(), REQUEST);

    refused(code, reason, () -> verifier.verify(change.apply(signed), REQUEST));
    verifier.verify(signed, REQUEST);
  }

  static Stream<Arguments> carelessSigners() {
    return Stream.of(
        uncovered("\"@status\"", "does not cover \"@status\""),
        uncovered("\"cdx-sender\"", "does not cover \"cdx-sender\""),
        uncovered("\"cdx-receiver\"", "does not cover \"cdx-receiver\""),
        uncovered("\"content-type\"", "does not cover \"content-type\""),
        uncovered("\"content-digest\"", "does not cover \"content-digest\""),
        uncovered("\"@method\";req", "does not cover \"@method\";req"),
        uncovered("\"@path\";req", "does not cover \"@path\";req"),
        uncovered("\"signature\";req;key=\"cdx\"", "not bound to the signature of the request"),
        uncovered("\"signature-input\";req;key=\"cdx\"", "does not cover \"signature-input\";req"),
        uncovered("\"content-digest\";req", "does not cover \"content-digest\";req"),
        uncovered("\"cdx-request\"", "does not cover \"cdx-request\""),
        careless("no created", "lacks the parameter created", d -> d.omitCreated = true),
        careless("no nonce", "lacks the parameter nonce", d -> d.nonce = ""),
        careless("no tag", "the tag", d -> d.tag = ""),
        careless("another algorithm", "alg is not sm2-sm3", d -> d.algorithm = "ed25519"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("carelessSigners")
  void aSignatureThatDoesNotKeepTheProfileIsRefusedThoughItIsGenuine(
      String what, String reason, Consumer<Tampering.Draft> change) {
    HttpResponse signed = NETWORK.hub.sign(Network.response(), REQUEST);
    HttpResponse careless = Tampering.resign(signed, REQUEST, NETWORK.hubKey, change);

    refused("signature-invalid", reason, () -> verifier.verify(careless, REQUEST));
  }

  @Test
  void theParametersOfTheBindingMayStandInAnyOrder() {
    HttpResponse signed = NETWORK.hub.sign(Network.response(), REQUEST);
    HttpResponse other =
        Tampering.resign(
            signed,
            REQUEST,
            NETWORK.hubKey,
            d -> {
              d.uncover("\"signature\";req;key=\"cdx\"");
              d.components.add(ComponentIdentifier.parse("\"signature\";key=\"cdx\";req"));
            });

    assertThat(verifier.verify(other, REQUEST).sender()).isEqualTo(Network.HUB);
  }

  @Test
  void aResponseThatSaysNothingOfTheRequestIsSignedAsUnverified() {
    HttpResponse silent = NETWORK.hub.sign(Network.response(), REQUEST);
    HttpResponse verified =
        NETWORK.hub.sign(RequestVerification.VERIFIED.onto(Network.response()), REQUEST);
    HttpResponse nonsense =
        NETWORK.hub.sign(Tampering.header(Network.response(), "cdx-request", "Verified"), REQUEST);

    assertThat(verifier.verify(silent, REQUEST).request())
        .isEqualTo(RequestVerification.UNVERIFIED);
    assertThat(verifier.verify(verified, REQUEST).request())
        .isEqualTo(RequestVerification.VERIFIED);
    assertThat(verifier.verify(nonsense, REQUEST).request())
        .isEqualTo(RequestVerification.UNVERIFIED);
  }

  /** The body was exchanged on the way, and with it the digest that the signature covered. */
  @Test
  void aResponseIsBoundToTheBodyOfItsRequestAsItArrived() {
    HttpRequest arrived = Tampering.header(REQUEST, "content-digest", "sm3=:AAAA:");
    HttpResponse signed = NETWORK.hub.sign(Network.response(), arrived);

    refused("signature-invalid", "does not verify", () -> verifier.verify(signed, REQUEST));
  }

  @Test
  void aResponseIsBoundToTheParametersOfTheSignatureOfItsRequest() {
    HttpRequest arrived = Tampering.input(REQUEST, "\"@method\"", "\"@authority\"");
    HttpResponse signed = NETWORK.hub.sign(Network.response(), arrived);

    refused("signature-invalid", "does not verify", () -> verifier.verify(signed, REQUEST));
  }

  @Test
  void aResponseToARequestWithoutABodyCoversNoDigestOfIt() {
    HttpRequest query = NETWORK.district.sign(Network.query(), Network.HUB);

    assertThat(verifier.verify(NETWORK.hub.sign(Network.response(), query), query).sender())
        .isEqualTo(Network.HUB);
  }

  @Test
  void aResponseToAnotherRequestIsNoticed() {
    HttpRequest other = NETWORK.district.sign(Network.request(), Network.HUB);
    HttpResponse signed = NETWORK.hub.sign(Network.response(), other);

    refused("signature-invalid", "does not verify", () -> verifier.verify(signed, REQUEST));
  }

  @Test
  void aResponseToARequestOnAnotherPathIsNoticed() {
    HttpResponse signed = NETWORK.hub.sign(Network.response(), REQUEST);
    HttpRequest elsewhere = Tampering.uri(REQUEST, "http://hub.example/cdx/v1/batches");

    refused("signature-invalid", "does not verify", () -> verifier.verify(signed, elsewhere));
  }

  @Test
  void aResponseOfAnotherNodeIsNoticed() {
    HttpResponse signed = NETWORK.stranger.sign(Network.response(), REQUEST);

    refused(
        "sender-mismatch",
        "the request was for " + Network.HUB,
        () -> verifier.verify(signed, REQUEST));
  }

  @Test
  void aResponseOfTheSenderItselfIsNoticed() {
    HttpResponse reflected = NETWORK.district.sign(Network.response(), REQUEST);

    refused("sender-mismatch", "the request was for", () -> verifier.verify(reflected, REQUEST));
  }

  @Test
  void aRequestIsNoResponse() {
    HttpResponse posing = new HttpResponse(200, REQUEST.headers(), REQUEST.body());

    refused("signature-invalid", "not bound", () -> verifier.verify(posing, REQUEST));
  }

  @Test
  void aResponseThatCouldNotBeBoundIsRefusedWithTheReason() {
    HttpRequest stripped = REQUEST.headers(Tampering.without(REQUEST.headers(), "signature"));
    HttpResponse signed = NETWORK.hub.sign(Network.response(), stripped);

    refused(
        "signature-invalid",
        "whoever answered could not read that signature",
        () -> verifier.verify(signed, REQUEST));
  }

  @Test
  void aResponseOutsideTheWindowIsNoticed() {
    HttpResponse signed = NETWORK.hub.sign(Network.response(), REQUEST);
    Instant later = Network.NOW.plusSeconds(301);

    refused("clock-skew", "301 s before", () -> NETWORK.verifierAt(later).verify(signed, REQUEST));
  }

  @Test
  void aResponseMayBeVerifiedAgain() {
    HttpResponse signed = NETWORK.hub.sign(Network.response(), REQUEST);
    verifier.verify(signed, REQUEST);

    assertThat(verifier.verify(signed, REQUEST).sender()).isEqualTo(Network.HUB);
  }

  @Test
  void nothingAnswersARequestThatWasNotSigned() {
    HttpResponse signed = NETWORK.hub.sign(Network.response(), REQUEST);

    assertThatThrownBy(() -> verifier.verify(signed, Network.request()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cdx-sender");
  }

  private static Arguments changed(
      String what, String code, String reason, UnaryOperator<HttpResponse> change) {
    return arguments(what, code, reason, change);
  }

  private static Arguments careless(String what, String reason, Consumer<Tampering.Draft> change) {
    return arguments(what, reason, change);
  }

  private static Arguments uncovered(String component, String reason) {
    return careless(component + " not covered", reason, draft -> draft.uncover(component));
  }
}
