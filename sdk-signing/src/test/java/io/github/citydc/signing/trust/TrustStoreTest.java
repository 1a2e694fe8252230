package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class TrustStoreTest {

  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SandboxCa ca =
      SandboxCa.create("Guangzhou sandbox", Clock.fixed(NOW, ZoneOffset.UTC), RANDOM);
  private final TrustStore trust = TrustStore.of(List.of(ca.root()));
  private final SigningKey nodeKey = SigningKey.generate(SignatureAlgorithm.SM2_SM3);

  @Test
  void trustsACertificateOfItsAnchorAndSaysWhoseItIs() {
    SigningKey key = ca.issue(NODE);

    TrustedCertificate trusted = trust.validate(key.certificates(), NOW);

    assertThat(trusted.node()).isEqualTo(NODE);
    assertThat(trusted.key()).isEqualTo(key.verificationKey());
    assertThat(trusted.chain()).isEqualTo(key.certificates());
    assertThat(trusted.keyId().toString())
        .isEqualTo(NODE + "#" + Certificates.fingerprint(key.certificates().get(0)));
    assertThat(KeyId.parse(trusted.keyId().toString())).isEqualTo(trusted.keyId());
  }

  @Test
  void certifiesKeysOfEveryAlgorithm() {
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      if (!algorithm.isSymmetric()) {
        SigningKey key = SigningKey.generate(algorithm);
        X509Certificate certificate = ca.certify(NODE, key.verificationKey());

        assertThat(trust.validate(certificate, NOW).key()).isEqualTo(key.verificationKey());
      }
    }
  }

  @Test
  void refusesACertificateBeforeAndAfterItsTime() {
    X509Certificate certificate =
        ca.certify(NODE, nodeKey.verificationKey(), NOW, NOW.plusSeconds(60));

    trust.validate(certificate, NOW);
    trust.validate(certificate, NOW.plusSeconds(60));
    refused(
        ProblemCode.CERTIFICATE_NOT_VALID,
        "is not valid before 2026-05-04T08:00:00Z",
        () -> trust.validate(certificate, NOW.minusSeconds(1)));
    refused(
        ProblemCode.CERTIFICATE_NOT_VALID,
        "was valid until 2026-05-04T08:01:00Z",
        () -> trust.validate(certificate, NOW.plusSeconds(61)));
  }

  @Test
  void refusesACertificateWhenItsRootIsOutOfTime() {
    X509Certificate certificate =
        ca.certify(NODE, nodeKey.verificationKey(), NOW, NOW.plus(Duration.ofDays(9999)));

    refused(
        ProblemCode.CERTIFICATE_NOT_VALID,
        "CN=Guangzhou sandbox",
        () -> trust.validate(certificate, NOW.plus(Duration.ofDays(5000))));
  }

  @Test
  void refusesACertificateOfAnotherRoot() {
    X509Certificate stranger = SandboxCa.create("Elsewhere").issue(NODE).certificates().get(0);

    untrusted("leads to no trust anchor", () -> trust.validate(stranger, NOW));
  }

  @Test
  void refusesACertificateOfARootThatOnlyHasTheSameName() {
    X509Certificate forged =
        SandboxCa.create("Guangzhou sandbox").issue(NODE).certificates().get(0);

    untrusted("does not verify with the key of its issuer", () -> trust.validate(forged, NOW));
  }

  @Test
  void refusesASelfSignedCertificate() {
    X509Certificate selfSigned =
        leaf(draft -> draft).signedBy(nodeKey, new X500Name("CN=node"), RANDOM);

    untrusted("leads to no trust anchor", () -> trust.validate(selfSigned, NOW));
  }

  @Test
  void refusesTheAnchorAsACertificateOfANode() {
    untrusted("is a CA's", () -> trust.validate(ca.root(), NOW));
  }

  @Test
  void refusesACertificateForEncryption() {
    X509Certificate certificate =
        issued(
            new CertificateDraft(new X500Name("CN=node"), nodeKey.verificationKey())
                .validFrom(NOW, NOW.plusSeconds(60))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))
                .with(Extension.subjectAlternativeName, false, urns(NODE.toUrn())));

    untrusted("lacks the key usage digitalSignature", () -> trust.validate(certificate, NOW));
  }

  @Test
  void refusesACertificateWithAnUnknownCriticalExtension() {
    X509Certificate certificate =
        issued(
            leaf(
                draft ->
                    draft.with(
                        new ASN1ObjectIdentifier("1.2.156.10260.4.1.99"),
                        true,
                        new DERUTF8String("x"))));

    untrusted(
        "unknown critical extensions [1.2.156.10260.4.1.99]",
        () -> trust.validate(certificate, NOW));
  }

  @Test
  void passesOverAnUnknownExtensionThatIsNotCritical() {
    X509Certificate certificate =
        issued(
            leaf(
                draft ->
                    draft.with(
                        new ASN1ObjectIdentifier("1.2.156.10260.4.1.4"),
                        false,
                        new DERUTF8String("11440106007482911C"))));

    assertThat(trust.validate(certificate, NOW).node()).isEqualTo(NODE);
  }

  @Test
  void refusesACertificateOfNoNodeOrOfTwo() {
    NodeId other = NodeId.parse("440103:1144010300748292XQ:grid");
    CertificateDraft none = named("CN=node", "https://example.org/");
    CertificateDraft two = named("CN=node", NODE.toUrn(), other.toUrn());
    CertificateDraft malformed = named("CN=node", "urn:cdx:node:somebody");
    CertificateDraft withOthers = named("CN=node", "https://example.org/", NODE.toUrn());

    untrusted("names 0 nodes", () -> trust.validate(issued(none), NOW));
    untrusted("names 2 nodes", () -> trust.validate(issued(two), NOW));
    untrusted("A node id is", () -> trust.validate(issued(malformed), NOW));
    assertThat(trust.validate(issued(withOthers), NOW).node()).isEqualTo(NODE);
  }

  @Test
  void buildsAPathOverIntermediates() {
    SigningKey district = intermediate("CN=district CA", ca.key(), new BasicConstraints(0));
    X509Certificate leaf = leaf(d -> d).signedBy(district, new X500Name("CN=district CA"), RANDOM);
    X509Certificate issuer = district.certificates().get(0);
    X509Certificate noise = SandboxCa.create("noise").root();

    assertThat(trust.validate(List.of(leaf, issuer), NOW).chain()).containsExactly(leaf, issuer);
    assertThat(trust.validate(List.of(leaf, noise, issuer, ca.root()), NOW).chain())
        .containsExactly(leaf, issuer);
    assertThat(trust.intermediates(List.of(noise, issuer)).validate(leaf, NOW).chain())
        .containsExactly(leaf, issuer);
    untrusted("leads to no trust anchor", () -> trust.validate(leaf, NOW));
  }

  @Test
  void refusesAPathThatIsTooLong() {
    SigningKey first = intermediate("CN=first", ca.key(), new BasicConstraints(0));
    SigningKey second = intermediate("CN=second", first, new BasicConstraints(true));
    X509Certificate leaf = leaf(d -> d).signedBy(second, new X500Name("CN=second"), RANDOM);

    untrusted(
        "allows 0 CAs below it, there are 1",
        () ->
            trust.validate(
                List.of(leaf, second.certificates().get(0), first.certificates().get(0)), NOW));
  }

  @Test
  void refusesANodeThatIssuesCertificates() {
    SigningKey node = ca.issue(NODE);
    X500Name issuer = ParsedCertificate.of(node.certificates().get(0)).subject();
    X509Certificate leaf = leaf(d -> d).signedBy(node, issuer, RANDOM);

    untrusted(
        "may not issue certificates",
        () -> trust.validate(List.of(leaf, node.certificates().get(0)), NOW));
  }

  @Test
  void refusesACaWithoutKeyCertSign() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    X509Certificate issuer =
        issued(
            new CertificateDraft(new X500Name("CN=ca"), key.verificationKey())
                .validFrom(NOW, NOW.plusSeconds(60))
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)));
    X509Certificate leaf = leaf(d -> d).signedBy(key, new X500Name("CN=ca"), RANDOM);

    untrusted("may not issue certificates", () -> trust.validate(List.of(leaf, issuer), NOW));
  }

  @Test
  void refusesACertificateWithAnyByteChanged() throws Exception {
    byte[] der = ca.issue(NODE).certificates().get(0).getEncoded();
    int accepted = 0;
    for (int i = 0; i < der.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= 1;
      try {
        trust.validate(Certificates.fromDer(changed), NOW);
        accepted++;
      } catch (IllegalArgumentException | VerificationException expected) {
        assertThat(expected).isNotNull();
      }
    }
    assertThat(accepted).isZero();
  }

  @Test
  void isTakenUpAgainFromItsPem() {
    SigningKey kept =
        SigningKey.fromPem(ca.key().toPrivateKeyPem(), Certificates.toPem(List.of(ca.root())));
    SandboxCa again = SandboxCa.of(kept, Clock.fixed(NOW, ZoneOffset.UTC), RANDOM);

    assertThat(trust.validate(again.issue(NODE).certificates(), NOW).node()).isEqualTo(NODE);
    assertThat(TrustStore.ofPem(Certificates.toPem(List.of(ca.root()))).toString())
        .contains("CN=Guangzhou sandbox");
  }

  private CertificateDraft leaf(UnaryOperator<CertificateDraft> change) {
    return change.apply(named("CN=node", NODE.toUrn()));
  }

  private CertificateDraft named(String subject, String... urns) {
    return new CertificateDraft(new X500Name(subject), nodeKey.verificationKey())
        .validFrom(NOW, NOW.plusSeconds(60))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .with(Extension.subjectAlternativeName, false, urns(urns));
  }

  private static GeneralNames urns(String... urns) {
    return new GeneralNames(
        List.of(urns).stream()
            .map(urn -> new GeneralName(GeneralName.uniformResourceIdentifier, urn))
            .toArray(GeneralName[]::new));
  }

  private X509Certificate issued(CertificateDraft draft) {
    return draft.signedBy(ca.key(), ParsedCertificate.of(ca.root()).subject(), RANDOM);
  }

  private SigningKey intermediate(String name, SigningKey issuer, BasicConstraints constraints) {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    X509Certificate certificate =
        new CertificateDraft(new X500Name(name), key.verificationKey())
            .validFrom(NOW, NOW.plusSeconds(60))
            .with(Extension.basicConstraints, true, constraints)
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
            .signedBy(issuer, ParsedCertificate.of(issuer.certificates().get(0)).subject(), RANDOM);
    return key.certificates(List.of(certificate));
  }

  private static void untrusted(String reason, ThrowingCallable call) {
    refused(ProblemCode.CERTIFICATE_UNTRUSTED, reason, call);
  }

  private static void refused(ProblemCode code, String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(reason);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }
}
