package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpSignaturesTest {

  private final Network network = new Network();

  @Test
  void aSignedRequestIsAcceptedAsItsSenders() {
    HttpRequest signed = network.district.sign(Network.request(), Network.HUB);

    VerifiedRequest verified = network.verifier().verify(signed, Network.HUB);

    assertThat(verified.sender()).isEqualTo(Network.DISTRICT);
    assertThat(verified.request()).isSameAs(signed);
    assertThat(verified.evidence().certificates()).hasSize(1);
    assertThat(verified.evidence().signatureBase())
        .startsWith(
            """
            "@method": POST
            "@path": /cdx/v1/messages
            "@query": ?trace=1
            "cdx-sender": 440106:11440106007482911C:grid
            "cdx-receiver": 440100:11440100696927049H:hub
            "content-type": application/json
            "content-digest": sm3=:""")
        .contains(";created=1777881600;nonce=\"", ";alg=\"sm2-sm3\";tag=\"cdx-1\"");
  }

  @Test
  void aSignedResponseIsAcceptedAsTheAnswerToItsRequest() {
    HttpRequest request = network.district.sign(Network.request(), Network.HUB);
    HttpResponse signed = network.hub.sign(Network.response(), request);

    VerifiedResponse verified = network.verifier().verify(signed, request);

    assertThat(verified.sender()).isEqualTo(Network.HUB);
    assertThat(verified.response()).isSameAs(signed);
    assertThat(verified.evidence().signatureBase())
        .contains("\"@path\";req: /cdx/v1/messages\n", "\"signature\";req;key=\"cdx\": :");
  }

  @Test
  void messagesWithoutBodyAreSignedWithoutDigest() {
    HttpRequest request = network.district.sign(Network.query(), Network.HUB);
    HttpResponse empty = new HttpResponse(204, HttpHeaders.empty(), Content.empty());
    HttpResponse response = network.hub.sign(empty, request);

    assertThat(network.verifier().verify(request, Network.HUB).evidence().signatureBase())
        .contains("\"@query\": ?\n")
        .doesNotContain("content-digest");
    assertThat(network.verifier().verify(response, request).sender()).isEqualTo(Network.HUB);
  }

  @Test
  void anEmptyPathIsSignedAsASlash() {
    HttpRequest bare =
        new HttpRequest(
            "GET", URI.create("http://hub.example"), HttpHeaders.empty(), Content.empty());

    assertThat(
            network
                .verifier()
                .verify(network.district.sign(bare, Network.HUB), Network.HUB)
                .evidence()
                .signatureBase())
        .contains("\"@path\": /\n");
  }

  @Test
  void twoSignaturesOfOneRequestDiffer() {
    HttpRequest first = network.district.sign(Network.request(), Network.HUB);
    HttpRequest second = network.district.sign(first, Network.HUB);

    assertThat(second.headers().value("signature-input"))
        .isNotEqualTo(first.headers().value("signature-input"));
    network.verifier().verify(second, Network.HUB);
  }

  @Test
  void signaturesOfOthersArePassedOverAndKept() {
    HttpRequest request = Network.request();
    HttpRequest withOther =
        request.headers(
            request
                .headers()
                .with("signature-input", "proxy=(\"@authority\" \"x, cdx=\");keyid=\"cdx\"")
                .with("signature", "proxy=:AAAA:"));

    HttpRequest signed = network.district.sign(withOther, Network.HUB);

    assertThat(signed.headers().value("signature").orElseThrow()).startsWith("proxy=:AAAA:, cdx=:");
  }

  @Test
  void additionalComponentsMayBeCovered() {
    HttpRequest signed = network.district.sign(Network.request(), Network.HUB);
    SignatureParameters parameters = SignatureFields.read(signed.headers()).parameters();
    SignatureParameters more =
        SignatureParameters.builder()
            .cover(parameters.components())
            .cover(ComponentIdentifier.of("accept"))
            .created(Network.NOW)
            .nonce("0123456789abcdef0123456789abcdef")
            .keyId(parameters.keyId().orElseThrow())
            .algorithm("sm2-sm3")
            .tag("cdx-1")
            .build();
    byte[] signature = network.districtKey.sign(SignatureBase.of(signed, more).toByteArray());
    HttpRequest again =
        signed.headers(new SignatureFields(more, signature).writeTo(signed.headers()));

    assertThat(network.verifier().verify(again, Network.HUB).sender()).isEqualTo(Network.DISTRICT);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "HMAC.*")
  void everyAlgorithmOfCertificatesWorks(SignatureAlgorithm algorithm) {
    SigningKey bare = SigningKey.generate(algorithm);
    SigningKey key =
        bare.certificates(List.of(network.ca.certify(Network.DISTRICT, bare.verificationKey())));
    NodeDirectory directory = NodeDirectory.of(Network.entry(Network.DISTRICT, key));
    HttpRequest signed = Network.signer(key, Network.NOW).sign(Network.request(), Network.HUB);

    assertThat(
            HttpSignatures.verifierBuilder(network.trust, directory)
                .clock(Network.clockAt(Network.NOW))
                .build()
                .verify(signed, Network.HUB)
                .sender())
        .isEqualTo(Network.DISTRICT);
  }

  @Test
  void aNodeMayHaveSeveralKeys() {
    SigningKey second = network.ca.issue(Network.DISTRICT);
    NodeDirectory directory =
        NodeDirectory.of(Network.entry(Network.DISTRICT, network.districtKey, second));
    var verifier =
        HttpSignatures.verifierBuilder(network.trust, directory)
            .clock(Network.clockAt(Network.NOW))
            .build();

    for (SigningKey key : List.of(network.districtKey, second)) {
      HttpRequest signed = Network.signer(key, Network.NOW).sign(Network.request(), Network.HUB);
      assertThat(verifier.verify(signed, Network.HUB).sender()).isEqualTo(Network.DISTRICT);
    }
  }

  @Test
  void aKeyIsRotatedWithoutAGap() {
    SigningKey second = network.ca.issue(Network.DISTRICT);
    AtomicReference<NodeEntry> entry =
        new AtomicReference<>(Network.entry(Network.DISTRICT, network.districtKey));
    NodeDirectory directory = node -> Optional.of(entry.get());
    MessageVerifier verifier =
        HttpSignatures.verifierBuilder(network.trust, directory)
            .clock(Network.clockAt(Network.NOW))
            .build();
    HttpRequest underWay = network.district.sign(Network.request(), Network.HUB);

    entry.set(Network.entry(Network.DISTRICT, second, network.districtKey));
    HttpRequest renewed = Network.signer(second, Network.NOW).sign(Network.request(), Network.HUB);
    assertThat(verifier.verify(underWay, Network.HUB).sender()).isEqualTo(Network.DISTRICT);
    assertThat(verifier.verify(renewed, Network.HUB).sender()).isEqualTo(Network.DISTRICT);
    entry.set(Network.entry(Network.DISTRICT, second));
    HttpRequest late = network.district.sign(Network.request(), Network.HUB);
    assertThatThrownBy(() -> verifier.verify(late, Network.HUB))
        .hasMessageContaining("certificate-untrusted: no certificate of the key");
  }

  @Test
  void aResponseToARequestWithoutSignatureIsStillSigned() {
    HttpResponse signed = network.hub.sign(Network.response(), Network.request());

    assertThat(signed.headers().value("cdx-receiver")).contains("unknown");
    assertThat(signed.headers().value("signature-input").orElseThrow())
        .contains("\"@method\";req \"@path\";req)")
        .doesNotContain("\"signature\"");
  }

  @Test
  void theDigestFollowsTheKeyUnlessItIsChosen() {
    HttpRequest chosen =
        HttpSignatures.signerBuilder(network.districtKey)
            .digest(DigestAlgorithm.SHA_256)
            .build()
            .sign(Network.request(), Network.HUB);

    assertThat(chosen.headers().value("content-digest").orElseThrow()).startsWith("sha-256=:");
  }

  @Test
  void aKeyWithoutCertificateCannotSignForANode() {
    SigningKey bare = SigningKey.generate(SignatureAlgorithm.SM2_SM3);

    assertThatThrownBy(() -> HttpSignatures.signer(bare))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a certificate");
  }

  @Test
  void aBodyNeedsAContentType() {
    HttpRequest request =
        new HttpRequest(
            "POST", URI.create("http://hub/x"), HttpHeaders.empty(), Network.body("{}"));

    assertThatThrownBy(() -> network.district.sign(request, Network.HUB))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("content-type");
  }
}
