package io.github.citydc.signing.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.http.InMemoryReplayGuard;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TifTest {

  private static final String TIMESTAMP = "1577836800";
  private static final String NONCE = "16f5e66e800-abc";
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_577_836_800L), ZoneOffset.UTC);
  private static final GatewaySecret TOKEN = GatewaySecret.of("token-for-tests");
  private static final TifCaller CALLER = new TifCaller("u1", "info", "ext");

  private final TifSigner signer = TifSigner.tif("paas", TOKEN, CLOCK, new SecureRandom());
  private final TifVerifier verifier = verifier(CLOCK);

  @Test
  void aCallIsSignedAsTheGatewayComputesIt() {
    assertThat(signer.sign(TIMESTAMP, NONCE).value("x-tif-signature"))
        .contains(
            "378900845d941dfd3812772637059c5a439086a46c7f14f5e45a5f4e85fe3ee0"
                .toUpperCase(Locale.ROOT));
    assertThat(signer.onBehalfOf(CALLER).sign(TIMESTAMP, NONCE).value("x-tif-signature"))
        .contains("4B3AF6DC23AFBF42D264D67CD6CBE7D055F78A87F49B9DFF82C3BBF2ABD54229");
  }

  @Test
  void everySignatureHasItsOwnNonce() {
    assertThat(signer.sign().value("x-tif-nonce")).isNotEqualTo(signer.sign().value("x-tif-nonce"));
    assertThat(signer.sign().value("x-tif-timestamp")).contains(TIMESTAMP);
  }

  @Test
  void bothDirectionsAndBothPrefixesVerify() {
    TifSigner rio = TifSigner.rio("paas", TOKEN, CLOCK, new SecureRandom());

    assertThat(verifier.verify(signer.sign())).isEmpty();
    assertThat(verifier.verify(signer.serviceId("svc").onBehalfOf(CALLER).sign())).contains(CALLER);
    assertThat(verifier.verify(rio.sign())).isEmpty();
    assertThat(verifier.verify(rio.onBehalfOf(CALLER).sign())).contains(CALLER);
    assertThat(rio.serviceId("svc").sign().value("x-rio-serviceid")).contains("svc");
  }

  @Test
  void aSignatureInLowerCaseVerifiesToo() {
    HttpHeaders headers = signer.sign();
    String lower = headers.value("x-tif-signature").orElseThrow().toLowerCase(Locale.ROOT);

    assertThat(verifier.verify(headers.with("x-tif-signature", lower))).isEmpty();
  }

  static Stream<HttpHeaders> changed() {
    HttpHeaders genuine =
        TifSigner.tif("paas", TOKEN, CLOCK, new SecureRandom()).onBehalfOf(CALLER).sign();
    return Stream.of(
        genuine.with("x-tif-uid", "u2"),
        genuine.with("x-tif-uinfo", "INFO"),
        genuine.with("x-tif-ext", ""),
        genuine.with("x-tif-uid", ""),
        genuine.with("x-tif-nonce", "another"),
        genuine.with("x-tif-timestamp", "1577836801"),
        genuine.with("x-tif-signature", "00".repeat(32)),
        TifSigner.tif("paas", GatewaySecret.of("other"), CLOCK, new SecureRandom()).sign());
  }

  @ParameterizedTest
  @MethodSource("changed")
  void whatWasChangedIsRefused(HttpHeaders headers) {
    refused(headers, ProblemCode.SIGNATURE_INVALID);
  }

  @Test
  void whatIsMissingOrDoubledIsRefused() {
    HttpHeaders genuine = signer.sign();

    refused(HttpHeaders.empty(), ProblemCode.SIGNATURE_MISSING);
    refused(genuine.with("x-tif-timestamp", "now"), ProblemCode.SIGNATURE_MISSING);
    refused(genuine.with("x-tif-nonce", ""), ProblemCode.SIGNATURE_MISSING);
    refused(genuine.plus("x-tif-uid", "a").plus("x-tif-uid", "b"), ProblemCode.SIGNATURE_MISSING);
    refused(genuine.with("x-rio-signature", "00"), ProblemCode.SIGNATURE_MISSING);
  }

  @Test
  void aMessageIsAcceptedOnceAndInItsTime() {
    HttpHeaders headers = signer.sign();
    verifier.verify(headers);

    refused(headers, ProblemCode.REPLAYED);
    TifVerifier later = verifier(Clock.offset(CLOCK, Duration.ofSeconds(181)));
    assertThatThrownBy(() -> later.verify(signer.sign()))
        .hasMessageContaining("clock-skew")
        .hasMessageContaining("181 s before");
    TifVerifier earlier = verifier(Clock.offset(CLOCK, Duration.ofSeconds(-181)));
    assertThatThrownBy(() -> earlier.verify(signer.sign())).hasMessageContaining("181 s after");
  }

  static Stream<UnaryOperator<HttpHeaders>> unsigned() {
    return Stream.of(
        headers -> headers.with("x-tif-paasid", "another"),
        headers -> headers.with("x-tif-serviceid", "another"),
        headers -> headers.with("x-tif-serviceid", "another").with("x-tif-paasid", "another"),
        headers ->
            headers.with("x-tif-signature", lower(headers.value("x-tif-signature").orElseThrow())),
        TifTest::renamed);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static HttpHeaders renamed(HttpHeaders headers) {
    HttpHeaders[] renamed = {HttpHeaders.empty()};
    headers.forEach(
        (name, value) -> renamed[0] = renamed[0].with(name.replace("x-tif-", "x-rio-"), value));
    return renamed[0];
  }

  @ParameterizedTest
  @MethodSource("unsigned")
  void a_message_is_accepted_once_whatever_is_changed_of_its_unsigned_fields(
      UnaryOperator<HttpHeaders> change) {
    HttpHeaders headers = signer.serviceId("svc").onBehalfOf(CALLER).sign();
    verifier.verify(headers);

    refused(change.apply(headers), ProblemCode.REPLAYED);
  }

  @Test
  void a_caller_that_was_moved_into_the_nonce_is_missed() {
    HttpHeaders genuine = signer.onBehalfOf(CALLER).sign();
    String nonce = genuine.value("x-tif-nonce").orElseThrow();

    refused(
        genuine
            .with("x-tif-nonce", nonce + ",u1,info,ext")
            .with("x-tif-uid", "")
            .with("x-tif-uinfo", "")
            .with("x-tif-ext", ""),
        ProblemCode.SIGNATURE_INVALID);
  }

  @Test
  void values_that_can_be_cut_in_two_ways_are_refused_though_the_gateway_signed_them() {
    String nonce = "n";
    HttpHeaders[] signedByTheGateway = {
      joined(nonce, "u1", "in,fo", "ext"),
      joined(nonce, "u1", "in", "fo,ext"),
      joined(nonce, "u1,in", "fo", "ext"),
      joined(nonce + ",u1", "in", "fo", "ext"),
      joined(nonce + ",u1,in,fo,ext", "", "", "")
    };

    for (HttpHeaders headers : signedByTheGateway) {
      refused(headers, ProblemCode.SIGNATURE_INVALID);
    }
    assertThat(verifier.verify(joined(nonce, "u1", "info", "ext"))).contains(CALLER);
  }

  /** As the formula of the gateway joins values, whatever they contain. */
  private static HttpHeaders joined(String nonce, String uid, String uinfo, String ext) {
    String user = uid.isEmpty() ? "" : "," + uid + "," + uinfo + "," + ext;
    byte[] text = (TIMESTAMP + TOKEN.text() + nonce + user + TIMESTAMP).getBytes(UTF_8);
    return HttpHeaders.empty()
        .with("x-tif-paasid", "paas")
        .with("x-tif-timestamp", TIMESTAMP)
        .with("x-tif-nonce", nonce)
        .with("x-tif-signature", Hex.toHexString(DigestAlgorithm.SHA_256.digest(text)))
        .with("x-tif-uid", uid)
        .with("x-tif-uinfo", uinfo)
        .with("x-tif-ext", ext);
  }

  @Test
  void what_is_said_of_a_caller_without_an_id_is_refused_since_nobody_signed_it() {
    refused(signer.sign().with("x-tif-uinfo", "administrator"), ProblemCode.SIGNATURE_INVALID);
    refused(signer.sign().with("x-tif-ext", "administrator"), ProblemCode.SIGNATURE_INVALID);
  }

  @Test
  void a_caller_whose_values_would_be_ambiguous_is_not_signed() {
    for (List<String> values :
        List.of(List.of("u,1", "", ""), List.of("u", "a,b", ""), List.of("u", "", "a,b"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TifCaller(values.get(0), values.get(1), values.get(2)))
          .withMessageContaining("contains a comma")
          .withMessageNotContaining("a,b");
    }
  }

  @Test
  void theTransportAddsTheFieldsAndLeavesTheRestAsItIs() {
    AtomicReference<HttpRequest> sent = new AtomicReference<>();
    HttpResponse response = new HttpResponse(200, HttpHeaders.empty(), Content.empty());
    GatewayTransport transport =
        new GatewayTransport(
            request -> {
              sent.set(request);
              return response;
            },
            signer);
    HttpRequest request =
        new HttpRequest(
            "POST",
            URI.create("http://hub/cdx/v1/messages?a=b"),
            HttpHeaders.empty().with("signature", "cdx=:AA==:"),
            Content.of(new byte[] {1}));

    assertThat(transport.exchange(request)).isSameAs(response);

    assertThat(sent.get().headers().value("signature")).contains("cdx=:AA==:");
    assertThat(sent.get().headers(request.headers())).isEqualTo(request);
    assertThat(verifier.verify(sent.get().headers())).isEmpty();
  }

  @Test
  void noTextShowsTheTokenOrTheUser() {
    assertThat(signer.onBehalfOf(CALLER) + " " + verifier + CALLER)
        .doesNotContain("token-for-tests")
        .doesNotContain("u1");
  }

  private static TifVerifier verifier(Clock clock) {
    return new TifVerifier(TOKEN, new InMemoryReplayGuard(clock), Duration.ofMinutes(3), clock);
  }

  private void refused(HttpHeaders headers, ProblemCode code) {
    assertThatThrownBy(() -> verifier.verify(headers))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
