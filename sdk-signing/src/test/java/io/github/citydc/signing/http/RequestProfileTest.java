package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.naming.NodeDirectory;
import io.github.citydc.naming.NodeEntry;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.SandboxCa;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each single deviation of a request from the profile is answered with. */
class RequestProfileTest {

  private static final Network NETWORK = new Network();

  private final MessageVerifier verifier = NETWORK.verifier();

  static Stream<Arguments> changesOnTheWay() {
    return Stream.of(
        changed("method", "signature-invalid", "", r -> Tampering.method(r, "PUT")),
        changed(
            "path",
            "signature-invalid",
            "",
            r -> Tampering.uri(r, "http://hub.example/cdx/v1/batches?trace=1")),
        changed(
            "path, only its encoding",
            "signature-invalid",
            "",
            r -> Tampering.uri(r, "http://hub.example/cdx/v1/%6dessages?trace=1")),
        changed(
            "query",
            "signature-invalid",
            "",
            r -> Tampering.uri(r, "http://hub.example/cdx/v1/messages?trace=2")),
        changed(
            "query removed",
            "signature-invalid",
            "",
            r -> Tampering.uri(r, "http://hub.example/cdx/v1/messages")),
        changed("body", "digest-mismatch", "sm3", r -> Tampering.body(r, "{}")),
        changed("body removed", "digest-mismatch", "0 bytes", r -> Tampering.body(r, "")),
        changed(
            "body and digest",
            "signature-invalid",
            "",
            r ->
                Tampering.header(
                    Tampering.body(r, "{}"),
                    "content-digest",
                    ContentDigest.of(Network.body("{}"), DigestAlgorithm.SM3).toString())),
        changed(
            "sender",
            "sender-mismatch",
            "owns the key",
            r -> Tampering.header(r, "cdx-sender", Network.STRANGER.toString())),
        changed(
            "a second sender",
            "sender-mismatch",
            "owns the key",
            r -> Tampering.secondHeader(r, "cdx-sender", Network.STRANGER.toString())),
        changed("no sender", "sender-mismatch", "", r -> without(r, "cdx-sender")),
        changed(
            "receiver",
            "receiver-mismatch",
            "not this node",
            r -> Tampering.header(r, "cdx-receiver", Network.STRANGER.toString())),
        changed("no receiver", "receiver-mismatch", "", r -> without(r, "cdx-receiver")),
        changed(
            "content type",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "content-type", "text/plain")),
        changed(
            "no content type",
            "signature-invalid",
            "\"content-type\" is covered but the message has none",
            r -> without(r, "content-type")),
        changed(
            "content encoding",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "content-encoding", "gzip")),
        changed(
            "no content encoding",
            "signature-invalid",
            "\"content-encoding\" is covered but",
            r -> without(r, "content-encoding")),
        changed(
            "a field beyond ASCII",
            "signature-invalid",
            "not ASCII",
            r -> Tampering.header(r, "content-type", "application/json\u2003")),
        changed(
            "no signature",
            "signature-missing",
            "signature has no member cdx",
            r -> without(r, "signature")),
        changed(
            "no signature input",
            "signature-missing",
            "signature-input has no member cdx",
            r -> without(r, "signature-input")),
        changed(
            "neither",
            "signature-missing",
            "",
            r -> without(without(r, "signature"), "signature-input")),
        changed(
            "only somebody else's signature",
            "signature-missing",
            "",
            r ->
                Tampering.header(
                    Tampering.input(r, "cdx=(", "proxy=("),
                    "signature",
                    r.headers().value("signature").orElseThrow().replace("cdx=", "proxy="))),
        changed(
            "our label twice in the signature",
            "signature-invalid",
            "twice",
            r -> Tampering.secondHeader(r, "signature", "cdx=:AAAA:")),
        changed(
            "our label twice in the input",
            "signature-invalid",
            "twice",
            r -> Tampering.secondHeader(r, "signature-input", "cdx=(\"@method\");created=1")),
        changed(
            "a signature that is no dictionary",
            "signature-invalid",
            "not a dictionary",
            r -> Tampering.header(r, "signature", "cdx=:AAAA")),
        changed(
            "a signature that is no byte sequence",
            "signature-invalid",
            "byte sequence",
            r -> Tampering.header(r, "signature", "cdx=\"AAAA\"")),
        changed(
            "another signature",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "signature", "cdx=:" + "A".repeat(86) + "==:")),
        changed(
            "a short signature",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "signature", "cdx=:AAAA:")),
        changed(
            "an empty signature",
            "signature-invalid",
            "",
            r -> Tampering.header(r, "signature", "cdx=::")),
        changed("nonce", "signature-invalid", "", r -> Tampering.input(r, "nonce=\"", "nonce=\"0")),
        changed(
            "created within the window",
            "signature-invalid",
            "",
            r -> Tampering.input(r, "created=1777881600", "created=1777881601")),
        changed(
            "created outside the window",
            "clock-skew",
            "301 s before the time here",
            r -> Tampering.input(r, "created=1777881600", "created=1777881299")),
        changed(
            "created far away",
            "clock-skew",
            "after the time here",
            r -> Tampering.input(r, "created=1777881600", "created=999999999999999")),
        changed(
            "algorithm",
            "signature-invalid",
            "alg is not sm2-sm3",
            r -> Tampering.input(r, "sm2-sm3", "hmac-sha256")),
        changed(
            "key of the same node that does not exist",
            "certificate-untrusted",
            "no certificate of the key",
            r ->
                Tampering.input(
                    r, keyId(NETWORK.districtKey), Network.DISTRICT + "#" + "0".repeat(16))),
        changed(
            "key of another node",
            "sender-mismatch",
            "owns the key",
            r -> Tampering.input(r, keyId(NETWORK.districtKey), keyId(NETWORK.hubKey))),
        changed(
            "a component taken out",
            "signature-invalid",
            "does not cover \"@query\"",
            r -> Tampering.input(r, " \"@query\"", "")),
        changed(
            "a component added",
            "signature-invalid",
            "",
            r -> Tampering.input(r, "(\"@method\"", "(\"accept\" \"@method\"")),
        changed(
            "a component twice",
            "signature-invalid",
            "covered twice",
            r -> Tampering.input(r, "(\"@method\"", "(\"@method\" \"@method\"")),
        changed(
            "components in another order",
            "signature-invalid",
            "",
            r -> Tampering.input(r, "\"@method\" \"@path\"", "\"@path\" \"@method\"")),
        changed(
            "an unknown derived component",
            "signature-invalid",
            "derived component",
            r -> Tampering.input(r, "(\"@method\"", "(\"@colour\" \"@method\"")),
        changed(
            "a component of the request in a request",
            "signature-invalid",
            "",
            r -> Tampering.input(r, "(\"@method\"", "(\"@method\";req \"@method\"")),
        changed(
            "an additional parameter",
            "signature-invalid",
            "",
            r -> Tampering.input(r, ";tag=", ";context=\"x\";tag=")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("changesOnTheWay")
  void aChangeOnTheWayIsNoticed(
      String what, String code, String reason, UnaryOperator<HttpRequest> change) {
    HttpRequest signed = NETWORK.district.sign(Network.request(), Network.HUB);

    refused(code, reason, () -> verifier.verify(change.apply(signed), Network.HUB));
    verifier.verify(signed, Network.HUB);
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
    SigningKey key = bare.withCertificates(List.of(expired));

    refused(
        "certificate-expired",
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
    HttpBody body = Network.request().body();
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
    return request.withHeaders(Tampering.without(request.headers(), field));
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

  private static Arguments changed(
      String what, String code, String reason, UnaryOperator<HttpRequest> change) {
    return arguments(what, code, reason, change);
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

  static void refused(String code, String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ProblemCode.ofWireName(code).orElseThrow());
              assertThat(e).hasMessageContaining(reason);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }
}
