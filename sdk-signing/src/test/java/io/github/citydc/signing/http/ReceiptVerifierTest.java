package io.github.citydc.signing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.BundleTree;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.DistrictCa;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.RevocationStatus;
import io.github.citydc.signing.trust.TrustStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReceiptVerifierTest {

  private final Network network = new Network();
  private final HttpRequest request = network.district.sign(Network.request(), Network.HUB);
  private final HttpResponse response = network.hub.sign(Network.response(), request);
  private final SignatureEvidence evidence =
      network.verifier().verify(response, request).evidence();
  private final ReceiptVerifier verifier = new ReceiptVerifier(network.trust);

  @Test
  void saysWhatAReceiptProves() {
    VerifiedReceipt receipt = verifier.verify(evidence, response.body());

    assertThat(receipt)
        .isEqualTo(
            new VerifiedReceipt(
                Network.HUB,
                Network.DISTRICT,
                Network.NOW,
                200,
                KeyId.of(network.hubKey.certificates().get(0)),
                RevocationStatus.UNKNOWN));
  }

  @Test
  void acceptsAReceiptWhoseCertificateHasExpiredSince() {
    SigningKey key = certifiedUntil(Network.NOW.plusSeconds(60));
    HttpResponse signed = Network.signer(key, Network.NOW).sign(Network.response(), request);

    assertThat(verifier.verify(evidence(signed, key), signed.body()).signer())
        .isEqualTo(Network.HUB);
  }

  @Test
  void refusesAReceiptSignedAfterItsCertificateHadExpired() {
    SigningKey key = certifiedUntil(Network.NOW.minusSeconds(60));
    HttpResponse signed = Network.signer(key, Network.NOW).sign(Network.response(), request);

    refused(ProblemCode.CERTIFICATE_NOT_VALID, evidence(signed, key), signed.body());
  }

  @Tag("slow")
  @Test
  void refusesEveryByteOfTheEvidenceChanged() {
    List<SignatureEvidence> changed = new ArrayList<>();
    eachChange(evidence.signatureBase())
        .forEach(
            b ->
                changed.add(
                    new SignatureEvidence(b, evidence.signature(), evidence.certificates())));
    eachChange(evidence.signature())
        .forEach(
            s ->
                changed.add(
                    new SignatureEvidence(evidence.signatureBase(), s, evidence.certificates())));
    eachChange(evidence.certificates().get(0))
        .forEach(
            c ->
                changed.add(
                    new SignatureEvidence(
                        evidence.signatureBase(), evidence.signature(), List.of(c))));

    assertThat(changed)
        .hasSizeGreaterThan(10_000)
        .allSatisfy(
            e ->
                assertThatThrownBy(() -> verifier.verify(e, response.body()))
                    .isInstanceOf(VerificationException.class));
  }

  @Tag("slow")
  @Test
  void keepsTheCasBetweenSignerAndRootInTheEvidence() {
    SigningKey key = new DistrictCa(network.ca, Network.NOW).issue(Network.HUB);
    NodeEntry entry = NodeEntry.sending(Network.HUB, key.certificates());
    MessageVerifier withDistrict =
        HttpSignatures.verifierBuilder(network.trust, NodeDirectory.of(entry))
            .clock(Network.clockAt(Network.NOW))
            .build();
    HttpResponse signed = Network.signer(key, Network.NOW).sign(Network.response(), request);
    SignatureEvidence kept = withDistrict.verify(signed, request).evidence();
    String leaf = kept.certificates().get(0);

    assertThat(kept.certificates()).hasSize(2);
    assertThat(verifier.verify(kept, signed.body()).signer()).isEqualTo(Network.HUB);
    assertThat(eachChange(kept.certificates().get(1)))
        .allSatisfy(
            issuer ->
                refused(
                    ProblemCode.CERTIFICATE_UNTRUSTED,
                    new SignatureEvidence(
                        kept.signatureBase(), kept.signature(), List.of(leaf, issuer)),
                    signed.body()));
  }

  @Test
  void refusesEveryBitOfTheBodyChanged() {
    byte[] body = response.body().toByteArray();
    for (int bit = 0; bit < body.length * 8; bit++) {
      byte[] changed = body.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      refused(ProblemCode.DIGEST_MISMATCH, evidence, Content.of(changed));
    }
    refused(ProblemCode.DIGEST_MISMATCH, evidence, Content.empty());
    refused(
        ProblemCode.DIGEST_MISMATCH, evidence, Content.of(Arrays.copyOf(body, body.length + 1)));
  }

  @Test
  void provesEachLineOfABundleByItsPathAndNothingElse() {
    List<Content> lines =
        List.of(Content.ofText("{1}"), Content.ofText("{2}"), Content.ofText("{3}"));
    BundleTree tree = BundleTree.over(lines);
    HttpResponse plain = Network.response();
    HttpResponse signed =
        network.hub.sign(
            plain.headers(plain.headers().with(BundleTree.FIELD, tree.field())), request);
    SignatureEvidence whole = evidence(signed, network.hubKey);

    assertThat(verifier.verify(whole, signed.body()).signer()).isEqualTo(Network.HUB);
    for (int i = 0; i < lines.size(); i++) {
      SignatureEvidence ofLine = whole.inBundle(tree.path(i));
      assertThat(verifier.verify(ofLine, lines.get(i)).signer()).isEqualTo(Network.HUB);
      refused(ProblemCode.DIGEST_MISMATCH, ofLine, lines.get((i + 1) % 3));
      refused(ProblemCode.DIGEST_MISMATCH, ofLine, signed.body());
      refused(ProblemCode.DIGEST_MISMATCH, whole, lines.get(i));
    }
    refused(ProblemCode.DIGEST_MISMATCH, evidence.inBundle(tree.path(0)), lines.get(0));
  }

  @Test
  void aRootThatIsNotSignedIsRefused() {
    HttpResponse added =
        response.headers(response.headers().with(BundleTree.FIELD, "sha-256=:AAAA:"));
    HttpRequest asked = request.headers(request.headers().with(BundleTree.FIELD, "sha-256=:AA:"));

    assertThatThrownBy(() -> network.verifier().verify(added, request))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.SIGNATURE_INVALID));
    assertThatThrownBy(() -> network.verifier().verify(asked, Network.HUB))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.SIGNATURE_INVALID));
  }

  @Test
  void refusesCertificatesThatAreNotThePath() {
    String leaf = evidence.certificates().get(0);
    String other = encoded(network.districtKey.certificates().get(0));

    refused(ProblemCode.CERTIFICATE_UNTRUSTED, withCertificates(leaf, leaf), response.body());
    refused(ProblemCode.CERTIFICATE_UNTRUSTED, withCertificates(leaf, other), response.body());
    refused(ProblemCode.CERTIFICATE_UNTRUSTED, withCertificates(other), response.body());
    refused(
        ProblemCode.CERTIFICATE_UNTRUSTED,
        withCertificates(leaf, encoded(network.ca.root())),
        response.body());
    refused(ProblemCode.CERTIFICATE_UNTRUSTED, withCertificates(), response.body());
    refused(ProblemCode.CERTIFICATE_UNTRUSTED, withCertificates(""), response.body());
  }

  @Test
  void refusesAReceiptOfAnotherNetwork() {
    ReceiptVerifier elsewhere =
        new ReceiptVerifier(TrustStore.of(List.of(SandboxCa.create("elsewhere").root())));

    assertThatThrownBy(() -> elsewhere.verify(evidence, response.body()))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_UNTRUSTED));
  }

  @Test
  void refusesTheEvidenceOfARequest() {
    SignatureEvidence ofRequest = network.verifier().verify(request, Network.HUB).evidence();

    refused(ProblemCode.SIGNATURE_INVALID, ofRequest, request.body());
  }

  @Test
  void refusesAResponseThatIsNotBoundToASignature() {
    HttpResponse unbound = network.hub.sign(Network.response(), Network.request());

    refused(ProblemCode.SIGNATURE_INVALID, evidence(unbound, network.hubKey), unbound.body());
  }

  private SigningKey certifiedUntil(Instant end) {
    return network.hubKey.certificates(
        List.of(
            network.ca.certify(
                Network.HUB,
                network.hubKey.verificationKey(),
                end.minus(Duration.ofHours(1)),
                end)));
  }

  /** As a verifier of the time would have kept it. */
  private SignatureEvidence evidence(HttpResponse signed, SigningKey key) {
    SignatureFields fields = SignatureFields.read(signed.headers());
    SignatureBase base =
        SignatureBase.of(
            signed, boundTo(fields) ? request : Network.request(), fields.parameters());
    return new SignatureEvidence(
        base.text(),
        Base64.getEncoder().encodeToString(fields.signature()),
        List.of(encoded(key.certificates().get(0))));
  }

  private static boolean boundTo(SignatureFields fields) {
    return fields.parameters().components().contains(CdxProfile.REQUEST_SIGNATURE);
  }

  private SignatureEvidence withCertificates(String... certificates) {
    return new SignatureEvidence(
        evidence.signatureBase(), evidence.signature(), List.of(certificates));
  }

  private static String encoded(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  /** Every single bit of its UTF-8 flipped, read back as lenient readers do. */
  private static List<String> eachChange(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> changed = new ArrayList<>();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      changed.add(new String(flipped, UTF_8));
    }
    return changed;
  }

  private void refused(ProblemCode code, SignatureEvidence given, Content body) {
    assertThatThrownBy(() -> verifier.verify(given, body))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
