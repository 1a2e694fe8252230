package io.github.citydc.signing.http;

import static io.github.citydc.signing.http.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.KeyId;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request is answered with that is not as the profile, the directory or the time demand. */
class RequestProfileTest {

  private static final Network NETWORK = new Network();

  private final MessageVerifier verifier = NETWORK.verifier();

  @Test
  void the_limits_of_the_sender_come_before_the_nonce_and_after_everything_else() {
    List<String> order = new ArrayList<>();
    MessageVerifier noting =
        HttpSignatures.verifierBuilder(NETWORK.trust, NETWORK.directory)
            .clock(Network.clockAt(Network.NOW))
            .replayGuard((keyId, nonce, until) -> order.add("nonce"))
            .build();
    HttpRequest request = NETWORK.district.sign(Network.request(), Network.HUB);
    RefusedException limited = new RefusedException(ProblemCode.RATE_LIMITED, "too many");

    assertThatThrownBy(
            () ->
                noting.verify(
                    request,
                    Network.HUB,
                    sender -> {
                      order.add("limits");
                      throw limited;
                    }))
        .isSameAs(limited);
    assertThat(order)
        .as("what is refused by the limits uses up no nonce")
        .containsExactly("limits");

    order.clear();
    noting.verify(request, Network.HUB, sender -> order.add("limits of " + sender));
    assertThat(order).containsExactly("limits of " + Network.DISTRICT, "nonce");

    order.clear();
    assertThatThrownBy(
            () ->
                noting.verify(
                    request.body(Network.body("{}")), Network.HUB, sender -> order.add("limits")))
        .isInstanceOf(VerificationException.class);
    assertThat(order).as("what is not verified counts for nobody").isEmpty();
  }

  static Stream<Arguments> carelessSigners() {
    return Stream.of(
        signed(
            "no created",
            "signature-invalid",
            "lacks the parameter created",
            d -> d.omitCreated = true),
        signed("no nonce", "signature-invalid", "lacks the parameter nonce", d -> d.nonce = ""),
        signed("no keyid", "signature-invalid", "lacks the parameter keyid", d -> d.keyId = ""),
        signed("no alg", "signature-invalid", "lacks the parameter alg", d -> d.algorithm = ""),
        signed("no tag", "signature-invalid", "the tag \"cdx-1\"", d -> d.tag = ""),
        signed("another tag", "signature-invalid", "the tag \"cdx-1\"", d -> d.tag = "cdx-2"),
        signed(
            "a short nonce", "signature-invalid", "21 characters", d -> d.nonce = "0".repeat(21)),
        signed(
            "a long nonce", "signature-invalid", "129 characters", d -> d.nonce = "0".repeat(129)),
        signed(
            "a malformed keyid",
            "signature-invalid",
            "the keyid is not",
            d -> d.keyId = "district"),
        signed(
            "another algorithm",
            "signature-invalid",
            "alg is not sm2-sm3",
            d -> d.algorithm = "ed25519"),
        signed(
            "an unknown algorithm",
            "signature-invalid",
            "alg is not sm2-sm3",
            d -> d.algorithm = "none"),
        signed(
            "expired by its own word",
            "clock-skew",
            "expired",
            d -> d.expires = Network.NOW.minusSeconds(1)),
        uncovered("\"@method\""),
        uncovered("\"@path\""),
        uncovered("\"@query\""),
        uncovered("\"cdx-sender\""),
        uncovered("\"cdx-receiver\""),
        uncovered("\"content-type\""),
        uncovered("\"content-digest\""),
        uncovered("\"content-encoding\""));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("carelessSigners")
  void aSignatureThatDoesNotKeepTheProfileIsRefusedThoughItIsGenuine(
      String what, String code, String reason, Consumer<Tampering.Draft> change) {
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.HUB);
    HttpRequest careless = Tampering.resign(signed, NETWORK.districtKey, change);

    refused(code, reason, () -> verifier.verify(careless, Network.HUB));
  }

  @Test
  void aRequestIsAcceptedOnce() {
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.HUB);
    verifier.verify(signed, Network.HUB);

    refused("replayed", "nonce", () -> verifier.verify(signed, Network.HUB));
  }

  @Test
  void aRefusedMessageBurnsNoNonce() {
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.HUB);
    refused(
        "digest-mismatch", "", () -> verifier.verify(Tampering.body(signed, "{}"), Network.HUB));
    refused(
        "signature-invalid",
        "",
        () -> verifier.verify(Tampering.method(signed, "PUT"), Network.HUB));

    verifier.verify(signed, Network.HUB);
  }

  @Test
  void aMessageForAnotherNodeIsNotOurs() {
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.STRANGER);

    refused(
        "receiver-mismatch", Network.HUB.toString(), () -> verifier.verify(signed, Network.HUB));
  }

  @Test
  void aNodeThatTheDirectoryDoesNotKnowIsNotTrusted() {
    HttpRequest signed = NETWORK.stranger.sign(Network.request(), Network.HUB);

    refused(
        "certificate-untrusted",
        "no certificate of the key",
        () -> verifier.verify(signed, Network.HUB));
  }

  @Test
  void aCertificateOfAnotherRootIsNotTrustedThoughTheDirectoryHasIt() {
    SigningKey key = SandboxCa.create("elsewhere").issue(Network.DISTRICT);

    refused(
        "certificate-untrusted",
        "no trust anchor",
        () -> verifyWith(key, Network.entry(Network.DISTRICT, key)));
  }

  @Test
  void aCertificateOfAnotherNodeIsNotTrustedThoughTheDirectoryHasIt() {
    NodeEntry mixedUp = Network.entry(Network.DISTRICT, NETWORK.strangerKey);
    String keyId =
        Network.DISTRICT
            + keyId(NETWORK.strangerKey).substring(Network.STRANGER.toString().length());
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.HUB);
    HttpRequest posing = Tampering.resign(signed, NETWORK.strangerKey, d -> d.keyId = keyId);

    refused(
        "certificate-untrusted",
        "bound to the node " + Network.STRANGER,
        () -> verifierFor(mixedUp).verify(posing, Network.HUB));
  }

  @Test
  void anotherKeyIsNoticed() {
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.HUB);
    HttpRequest forged = Tampering.resign(signed, NETWORK.strangerKey, d -> {});

    refused(
        "signature-invalid",
        "does not verify with the sm2-sm3 public key",
        () -> verifier.verify(forged, Network.HUB));
  }

  @Test
  void aCertificateOutsideItsTimeIsNotAccepted() {
    SigningKey bare = NETWORK.districtKey;
    X509Certificate expired =
        NETWORK.ca.certify(
            Network.DISTRICT,
            bare.verificationKey(),
            Network.NOW.minus(Duration.ofDays(2)),
            Network.NOW.minusSeconds(1));
    SigningKey key = bare.certificates(List.of(expired));

    refused(
        "certificate-not-valid",
        "was valid until 2026-05-04T07:59:59Z",
        () -> verifyWith(key, Network.entry(Network.DISTRICT, key)));
  }

  @Test
  void theWindowIsClosedAtBothEnds() {
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.HUB);

    NETWORK.verifierAt(at(300)).verify(signed, Network.HUB);
    NETWORK.verifierAt(at(-300)).verify(signed, Network.HUB);
    refused(
        "clock-skew",
        "301 s before",
        () -> NETWORK.verifierAt(at(301)).verify(signed, Network.HUB));
    refused(
        "clock-skew",
        "301 s after",
        () -> NETWORK.verifierAt(at(-301)).verify(signed, Network.HUB));
  }

  @Test
  void aBodyAddedToARequestWithoutOneIsNoticed() {
    HttpRequest signed = NETWORK.district.sign(Network.query(), Network.HUB);

    refused(
        "signature-invalid",
        "does not cover \"content-type\", \"content-digest\"",
        () -> verifier.verify(Tampering.body(signed, "{}"), Network.HUB));
  }

  @Test
  void anEncodingAddedOnTheWayIsNoticed() {
    HttpRequest bare = Network.request();
    HttpRequest signed = NETWORK.district.sign(without(bare, "content-encoding"), Network.HUB);

    refused(
        "signature-invalid",
        "does not cover \"content-encoding\"",
        () -> verifier.verify(Tampering.header(signed, "content-encoding", "gzip"), Network.HUB));
  }

  @Test
  void aDigestOutsideTheProfileIsRefused() {
    Content body = Network.request().body();
    String sha512 = ContentDigest.of(body, DigestAlgorithm.SHA_512).toString();
    HttpRequest signed =
        Tampering.header(
            NETWORK.district.sign(Network.request(), Network.HUB), "content-digest", sha512);
    HttpRequest resigned = Tampering.resign(signed, NETWORK.districtKey, d -> {});

    refused(
        "signature-invalid",
        "neither sm3 nor sha-256",
        () -> verifier.verify(resigned, Network.HUB));
  }

  private static Instant at(long seconds) {
    return Network.NOW.plusSeconds(seconds);
  }

  private static HttpRequest without(HttpRequest request, String field) {
    return request.headers(Tampering.without(request.headers(), field));
  }

  private static String keyId(SigningKey key) {
    return KeyId.of(key.certificates().get(0)).toString();
  }

  private static MessageVerifier verifierFor(NodeEntry... entries) {
    return HttpSignatures.verifierBuilder(NETWORK.trust, NodeDirectory.of(entries))
        .clock(Network.clockAt(Network.NOW))
        .build();
  }

  private static void verifyWith(SigningKey key, NodeEntry entry) {
    HttpRequest signed = Network.signer(key, Network.NOW).sign(Network.request(), Network.HUB);
    verifierFor(entry).verify(signed, Network.HUB);
  }

  private static Arguments signed(
      String what, String code, String reason, Consumer<Tampering.Draft> change) {
    return arguments(what, code, reason, change);
  }

  private static Arguments uncovered(String component) {
    Consumer<Tampering.Draft> change = draft -> draft.uncover(component);
    return arguments(
        component + " not covered", "signature-invalid", "does not cover " + component, change);
  }
}
