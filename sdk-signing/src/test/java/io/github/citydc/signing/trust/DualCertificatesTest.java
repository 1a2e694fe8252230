package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2Ciphertext;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a request to both keys of a node, and what each of them is good for. */
class DualCertificatesTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final byte[] TEXT = {1, 2, 3};

  private final SandboxCa ca = SandboxCa.create("sandbox");
  private final TrustStore trust = TrustStore.of(List.of(ca.root()));
  private final Instant now = Instant.now();

  @Test
  void aNodeGetsBothKeysForOneRequest() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    String request = CertificateRequest.create(key, NODE).toPem();

    DualCertificates answer = ca.certifyDual(CertificateRequest.fromPem(request));
    DualKeys keys = answer.open(key);

    TrustedCertificate signing = trust.validate(answer.signing(), now);
    signing.key().verify(TEXT, keys.signing().sign(TEXT));
    TrustedReceiver receiver = trust.validateForEncryption(List.of(answer.encryption()), now);
    assertThat(receiver.node()).isEqualTo(NODE);
    Sm2Ciphertext encrypted = Sm2Ciphertext.encrypt(TEXT, receiver.key(), new SecureRandom());
    assertThat(encrypted.decrypt(keys.decryption())).isEqualTo(TEXT);
    assertThat(keys.decryption().certificate()).contains(answer.encryption());
  }

  @Test
  void neitherCertificateDoesTheWorkOfTheOther() {
    DualKeys keys = ca.issueDual(NODE);
    X509Certificate signing = keys.signing().certificates().get(0);
    X509Certificate encryption = keys.decryption().certificate().orElseThrow();

    assertThatThrownBy(() -> trust.validate(encryption, now))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("lacks the key usage digitalSignature");
    assertThatThrownBy(() -> trust.validateForEncryption(List.of(signing), now))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("lacks the key usage keyEncipherment or dataEncipherment");
    // Once found valid for one use, it is still not valid for the other.
    trust.validate(signing, now);
    assertThatThrownBy(() -> trust.validateForEncryption(List.of(signing), now))
        .isInstanceOf(VerificationException.class);
  }

  @Test
  void anExpiredOrForeignReceiverIsRefused() {
    X509Certificate encryption = ca.issueDual(NODE).decryption().certificate().orElseThrow();
    X509Certificate foreign =
        SandboxCa.create("another").issueDual(NODE).decryption().certificate().orElseThrow();

    assertThatThrownBy(
            () -> trust.validateForEncryption(List.of(encryption), now.plusSeconds(400 * 86_400L)))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_NOT_VALID));
    assertThatThrownBy(() -> trust.validateForEncryption(List.of(foreign), now))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_UNTRUSTED));
  }

  @Test
  void theAnswerOpensForTheKeyOfTheRequestOnly() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    DualCertificates answer = ca.certifyDual(CertificateRequest.create(key, NODE));
    DualCertificates mixed =
        new DualCertificates(
            answer.signing(),
            ca.certifyDual(CertificateRequest.create(key, NODE)).encryption(),
            answer.encryptionKey());

    assertThatThrownBy(() -> answer.open(stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The certificate is for the");
    assertThatThrownBy(() -> answer.encryptionKey().open(stranger))
        .isInstanceOf(DecryptionException.class);
    assertThatThrownBy(() -> mixed.open(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The certificate is for the");
  }

  @Test
  void aRequestKeepsNameNodeAndKey() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519);

    CertificateRequest read =
        CertificateRequest.fromPem(
            CertificateRequest.create(key, NODE, "C=CN,O=天河区,CN=grid").toPem());

    assertThat(read.subject()).isEqualTo("C=CN,O=天河区,CN=grid");
    assertThat(read.node()).contains(NODE);
    assertThat(read.key()).isEqualTo(key.verificationKey());
    trust.validate(ca.certify(read), now);
    assertThatThrownBy(() -> ca.certifyDual(read)).hasMessageContaining("is not an SM2 key");
  }

  @Test
  void aRequestThatWasChangedIsRefused() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    byte[] der = CertificateRequest.create(key, NODE).toDer();

    for (int i = 0; i < der.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> CertificateRequest.fromDer(changed))
          .as("byte %d", i)
          .isInstanceOfAny(IllegalArgumentException.class, VerificationException.class);
    }
    assertThatThrownBy(() -> CertificateRequest.fromDer(Arrays.copyOf(der, 9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CertificateRequest.fromPem("")).hasMessageContaining("0 CERTIFICATE");
  }
}
