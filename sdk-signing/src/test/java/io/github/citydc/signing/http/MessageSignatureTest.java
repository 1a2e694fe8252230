package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSignatureTest {

  private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
  private static final SigningKey PROXY = SigningKey.generate(SignatureAlgorithm.ED25519);
  private static final HttpMessage MESSAGE = HttpMessage.of(Network.request());

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ECDSA_P256_SHA256", "ED25519"})
  void whatIsSignedVerifiesAndSaysWhatItProves(SignatureAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm);
    HttpMessage signed = signed(MESSAGE, "sig1", "(\"@method\" \"@path\");keyid=\"k\"", key);

    SignatureBase proven =
        MessageSignature.read(signed.headers(), "sig1").verify(signed, key.verificationKey());

    assertThat(proven.text())
        .isEqualTo(
            "\"@method\": POST\n\"@path\": /cdx/v1/messages\n"
                + "\"@signature-params\": (\"@method\" \"@path\");keyid=\"k\"");
  }

  /** RFC 9421 §4.3: a proxy signs what it forwards, the first signature included. */
  @Test
  void severalSignaturesStandBesideEachOther() {
    HttpMessage first = signed(MESSAGE, "sig1", "(\"@method\" \"@path\")", KEY);
    HttpMessage both =
        signed(first, "proxy_sig", "(\"signature\";key=\"sig1\" \"@authority\")", PROXY);

    assertThat(MessageSignature.labels(both.headers())).containsExactly("sig1", "proxy_sig");
    assertThat(
            MessageSignature.read(both.headers(), "sig1")
                .verify(both, KEY.verificationKey())
                .parameters()
                .components())
        .hasSize(2);
    assertThat(
            MessageSignature.read(both.headers(), "proxy_sig")
                .verify(both, PROXY.verificationKey())
                .value(ComponentIdentifier.parse("\"signature\";key=\"sig1\"")))
        .isPresent();
  }

  @Test
  void aSignatureIsReplacedUnderItsOwnLabelOnly() {
    HttpMessage both = signed(signed(MESSAGE, "a", "(\"@path\")", KEY), "b", "(\"@path\")", PROXY);
    HttpMessage again = signed(both, "a", "(\"@method\")", PROXY);

    assertThat(MessageSignature.labels(again.headers())).containsExactly("a", "b");
    assertThat(MessageSignature.read(again.headers(), "a").parameters())
        .hasToString("(\"@method\")");
    assertThat(MessageSignature.read(again.headers(), "b").toByteArray())
        .isEqualTo(MessageSignature.read(both.headers(), "b").toByteArray());
  }

  @Test
  void aChangedMessageOrAnotherKeyIsRefused() {
    HttpMessage signed = signed(MESSAGE, "sig1", "(\"@method\" \"@path\")", KEY);
    HttpMessage moved =
        HttpMessage.of(Tampering.uri(signed.request(), "http://hub.example/elsewhere"));
    MessageSignature signature = MessageSignature.read(signed.headers(), "sig1");

    refused(ProblemCode.SIGNATURE_INVALID, () -> signature.verify(moved, KEY.verificationKey()));
    refused(ProblemCode.SIGNATURE_INVALID, () -> signature.verify(signed, PROXY.verificationKey()));
  }

  @Test
  void aMessageWithoutACoveredFieldIsRefused() {
    HttpMessage signed = signed(MESSAGE, "sig1", "(\"accept\")", KEY);
    HttpHeaders without = Tampering.without(signed.headers(), "accept");

    refused(
        ProblemCode.SIGNATURE_INVALID,
        () ->
            MessageSignature.read(without, "sig1")
                .verify(signed.headers(without), KEY.verificationKey()));
  }

  @Test
  void theAlgorithmIsTheKeys() {
    SignatureParameters other =
        SignatureParameters.builder().created(Instant.EPOCH).algorithm("ed25519").build();
    HttpMessage signed = signed(MESSAGE, "sig1", "();alg=\"ed25519\"", PROXY);

    assertThatThrownBy(() -> MessageSignature.sign(MESSAGE, other, KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sm2-sm3");
    refused(
        ProblemCode.SIGNATURE_INVALID,
        () ->
            MessageSignature.read(signed.headers(), "sig1").verify(signed, KEY.verificationKey()));
  }

  @Test
  void aLabelThatIsNotThereIsMissing() {
    HttpMessage signed = signed(MESSAGE, "sig1", "()", KEY);

    refused(ProblemCode.SIGNATURE_MISSING, () -> MessageSignature.read(signed.headers(), "sig2"));
    assertThat(MessageSignature.labels(HttpHeaders.empty())).isEmpty();
    refused(
        ProblemCode.SIGNATURE_INVALID,
        () -> MessageSignature.labels(HttpHeaders.empty().with("signature-input", "=")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Sig", "a b", "1", "a=b", "a\u00e9"})
  void aLabelIsAKeyOfADictionary(String label) {
    MessageSignature signature =
        MessageSignature.sign(MESSAGE, SignatureParameters.parse("()"), KEY);

    assertThatThrownBy(() -> signature.writeTo(HttpHeaders.empty(), label))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpMessage signed(
      HttpMessage message, String label, String parameters, SigningKey key) {
    return message.headers(
        MessageSignature.sign(message, SignatureParameters.parse(parameters), key)
            .writeTo(message.headers(), label));
  }

  private static void refused(ProblemCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
