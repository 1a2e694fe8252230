package io.github.citydc.signing.http;

import static io.github.citydc.signing.http.Refusals.refused;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.KeyId;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each single change of a signed request on its way is answered with. */
class RequestTamperingTest {

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

  private static HttpRequest without(HttpRequest request, String field) {
    return request.headers(Tampering.without(request.headers(), field));
  }

  private static String keyId(SigningKey key) {
    return KeyId.of(key.certificates().get(0)).toString();
  }

  private static Arguments changed(
      String what, String code, String reason, UnaryOperator<HttpRequest> change) {
    return arguments(what, code, reason, change);
  }
}
