package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2Ciphertext;
import io.github.citydc.signing.Sm2PublicKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates for hosts: what they say, and what they are not good for. */
class ServerCertificatesTest {

  private static final HostNames NAMES =
      HostNames.of("Hub.dc.gz.gov.cn", "localhost", "127.0.0.1", "::1");
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private final SandboxCa ca = SandboxCa.create("sandbox");
  private final SandboxCa tlsCa = SandboxCa.createForTls("sandbox TLS");

  @Test
  void a_certificate_names_hosts_and_addresses_and_is_for_both_ends_of_tls() throws Exception {
    for (SandboxCa authority : List.of(ca, tlsCa)) {
      X509Certificate certificate = authority.servers().issue(NAMES).certificates().get(0);

      assertThat(certificate.getSubjectAlternativeNames())
          .containsExactly(
              List.of(DNS, "hub.dc.gz.gov.cn"),
              List.of(DNS, "localhost"),
              List.of(ADDRESS, "127.0.0.1"),
              List.of(ADDRESS, "0:0:0:0:0:0:0:1"));
      assertThat(certificate.getExtendedKeyUsage())
          .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
      assertThat(certificate.getKeyUsage()[0]).isTrue();
      assertThat(certificate.getBasicConstraints()).isNegative();
      CertificateSignatures.verify(
          ParsedCertificate.of(certificate), ParsedCertificate.of(authority.root()));
    }
  }

  @Test
  void the_authority_for_the_jdks_tls_signs_in_a_way_the_jdk_can_verify() throws Exception {
    X509Certificate certificate = tlsCa.servers().issue(NAMES).certificates().get(0);

    certificate.verify(tlsCa.root().getPublicKey(), "SunEC");

    assertThat(certificate.getSigAlgName()).containsIgnoringCase("SHA256withECDSA");
  }

  @Test
  void dual_certificates_have_one_name_and_two_purposes() throws Exception {
    DualKeys keys = ca.servers().issueDual(NAMES);
    X509Certificate signing = keys.signing().certificates().get(0);
    X509Certificate encryption = keys.decryption().certificate().orElseThrow();

    assertThat(encryption.getSubjectAlternativeNames())
        .containsExactlyElementsOf(signing.getSubjectAlternativeNames());
    assertThat(signing.getKeyUsage()).startsWith(true, false, false, false, false);
    assertThat(encryption.getKeyUsage()).startsWith(false, false, true, true, true);
    byte[] text = {1, 2, 3};
    Sm2PublicKey publicKey = keys.decryption().publicKey();
    assertThat(
            Sm2Ciphertext.encrypt(text, publicKey, new SecureRandom()).decrypt(keys.decryption()))
        .isEqualTo(text);
  }

  @Test
  void a_host_is_no_node() {
    TrustStore trust = TrustStore.of(List.of(ca.root()));

    assertThatThrownBy(
            () -> trust.validate(ca.servers().issue(NAMES).certificates().get(0), Instant.now()))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("names 0 nodes");
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"SM2_SM3", "ECDSA_P256_SHA256", "ED25519"})
  void a_server_is_certified_for_the_names_of_its_request(SignatureAlgorithm algorithm)
      throws Exception {
    SigningKey key = SigningKey.generate(algorithm);
    String pem = CertificateRequest.create(key, NAMES, "C=CN,O=Tianhe,CN=hub").toPem();

    CertificateRequest request = CertificateRequest.fromPem(pem);
    SigningKey certified = key.certificates(List.of(ca.servers().certify(request)));

    assertThat(request.hosts().orElseThrow().all())
        .containsExactly("hub.dc.gz.gov.cn", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(request.node()).isEmpty();
    assertThat(certified.certificates().get(0).getSubjectAlternativeNames()).hasSize(4);
  }

  @Test
  void a_request_of_a_node_is_none_of_a_server_and_the_other_way_round() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    NodeId node = NodeId.parse("440106:11440106007482911C:grid");

    assertThatThrownBy(() -> ca.servers().certify(CertificateRequest.create(key, node)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names no host");
    assertThatThrownBy(() -> ca.certify(CertificateRequest.create(key, NAMES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names no node");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*.gov.cn", "天河.cn", "a b", "-a.cn", "a..cn", "1.2.3", "256.1.1.1", "a/b"})
  void what_is_no_host_is_not_certified(String name) {
    assertThatThrownBy(() -> HostNames.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Neither a host name");
    assertThatThrownBy(() -> HostNames.of()).isInstanceOf(IllegalArgumentException.class);
  }
}
