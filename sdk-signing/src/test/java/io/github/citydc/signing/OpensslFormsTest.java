package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.TrustStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, requests and certificates between here and the OpenSSL of the machine, both ways. */
@Tag("processes")
class OpensslFormsTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final byte[] TEXT = "encryption standard".getBytes(US_ASCII);

  @TempDir private Path folder;
  private Openssl openssl;

  @BeforeEach
  void findOpenssl() {
    openssl = Openssl.in(folder);
  }

  @Test
  void keysOfOpensslAreRead() throws Exception {
    openssl.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", "k");
    openssl.run(
        "pkcs8", "-topk8", "-in", "k", "-v2", "sm4-cbc", "-passout", "pass:pw", "-out", "e");
    openssl.run("pkcs8", "-topk8", "-in", "k", "-passout", "pass:pw", "-out", "a");
    openssl.run("pkey", "-in", "k", "-pubout", "-outform", "DER", "-out", "p");
    openssl.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "sec1");

    Sm2PublicKey published = Sm2PublicKey.fromSubjectPublicKeyInfo(bytes("p"));
    assertThat(Sm2DecryptionKey.fromPem(text("k")).publicKey()).isEqualTo(published);
    for (String encrypted : List.of("e", "a")) {
      assertThat(Sm2DecryptionKey.fromEncryptedPem(text(encrypted), "pw".toCharArray()).publicKey())
          .isEqualTo(published);
    }
    assertThat(text("sec1")).contains("EC PRIVATE KEY");
    assertThat(SigningKey.fromPem(text("sec1")).algorithm())
        .isEqualTo(SignatureAlgorithm.ECDSA_P256_SHA256);
  }

  @Test
  void keysMadeHereAreReadByOpenssl() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    write("plain", key.toPrivateKeyPem());
    write("aes", key.toEncryptedPem("pw".toCharArray(), KeyEncryption.AES_256, new SecureRandom()));

    openssl.run("pkey", "-in", "plain", "-pubout", "-outform", "DER", "-out", "p1");
    openssl.run(
        "pkey", "-in", "aes", "-passin", "pass:pw", "-pubout", "-outform", "DER", "-out", "p2");

    assertThat(bytes("p1")).isEqualTo(key.verificationKey().toSubjectPublicKeyInfo());
    assertThat(bytes("p2")).isEqualTo(bytes("p1"));
  }

  @Test
  void ciphertextsGoBothWays() throws Exception {
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(new SecureRandom());
    write("k", key.toPrivateKeyPem());
    Files.write(folder.resolve("text"), TEXT);
    Files.write(
        folder.resolve("ours"),
        Sm2Ciphertext.encrypt(TEXT, key.publicKey(), new SecureRandom()).toDer());

    openssl.run("pkeyutl", "-encrypt", "-inkey", "k", "-in", "text", "-out", "theirs");
    openssl.run("pkeyutl", "-decrypt", "-inkey", "k", "-in", "ours", "-out", "opened");

    assertThat(Sm2Ciphertext.fromDer(bytes("theirs")).decrypt(key)).isEqualTo(TEXT);
    assertThat(bytes("opened")).isEqualTo(TEXT);
  }

  @Test
  void requestsGoBothWays() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    write("ours", CertificateRequest.create(key, NODE, "C=CN,O=District,CN=grid").toPem());
    write("k", key.toPrivateKeyPem());

    String verdict =
        openssl.run(
            "req", "-in", "ours", "-verify", "-noout", "-vfyopt", "distid:1234567812345678");
    openssl.run(
        "req",
        "-new",
        "-key",
        "k",
        "-sm3",
        "-sigopt",
        "distid:1234567812345678",
        "-out",
        "theirs",
        "-subj",
        "/C=CN/CN=grid",
        "-addext",
        "subjectAltName=URI:" + NODE.toUrn());

    assertThat(verdict).contains("OK");
    CertificateRequest read = CertificateRequest.fromPem(text("theirs"));
    assertThat(read.key()).isEqualTo(key.verificationKey());
    assertThat(read.node()).contains(NODE);
  }

  @Test
  void certificatesMadeHereAreVerifiedByOpenssl() throws Exception {
    SandboxCa ca = SandboxCa.create("sandbox");
    write("root", Certificates.toPem(List.of(ca.root())));
    write("node", Certificates.toPem(ca.issue(NODE).certificates()));

    assertThat(
            openssl.run(
                "verify",
                "-vfyopt",
                "distid:1234567812345678",
                "-x509_strict",
                "-CAfile",
                "root",
                "node"))
        .contains("node: OK");
  }

  @Test
  void chainsMadeByOpensslAreTrustedHere() throws Exception {
    String id = "distid:1234567812345678";
    for (String name : List.of("rk", "ck", "nk")) {
      openssl.run("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", name);
    }
    write(
        "ext",
        "[ca]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n"
            + "[node]\nbasicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\n"
            + "subjectAltName=URI:"
            + NODE.toUrn()
            + "\n");
    openssl.run("req", "-new", "-key", "rk", "-sm3", "-sigopt", id, "-subj", "/CN=r", "-out", "rr");
    openssl.run("req", "-new", "-key", "ck", "-sm3", "-sigopt", id, "-subj", "/CN=c", "-out", "cr");
    openssl.run("req", "-new", "-key", "nk", "-sm3", "-sigopt", id, "-subj", "/CN=n", "-out", "nr");
    openssl.run(
        "x509",
        "-req",
        "-in",
        "rr",
        "-key",
        "rk",
        "-sm3",
        "-sigopt",
        id,
        "-vfyopt",
        id,
        "-extfile",
        "ext",
        "-extensions",
        "ca",
        "-days",
        "9",
        "-out",
        "rc");
    openssl.run(
        "x509",
        "-req",
        "-in",
        "cr",
        "-CA",
        "rc",
        "-CAkey",
        "rk",
        "-CAcreateserial",
        "-sm3",
        "-sigopt",
        id,
        "-vfyopt",
        id,
        "-extfile",
        "ext",
        "-extensions",
        "ca",
        "-out",
        "cc");
    openssl.run(
        "x509",
        "-req",
        "-in",
        "nr",
        "-CA",
        "cc",
        "-CAkey",
        "ck",
        "-CAcreateserial",
        "-sm3",
        "-sigopt",
        id,
        "-vfyopt",
        id,
        "-extfile",
        "ext",
        "-extensions",
        "node",
        "-out",
        "nc");

    SigningKey node = SigningKey.fromPem(text("nk"), text("nc") + text("cc"));
    TrustStore trust = TrustStore.ofPem(folder.resolve("rc"));

    assertThat(trust.validate(node.certificates(), Instant.now()).node()).isEqualTo(NODE);
  }

  private byte[] bytes(String file) throws Exception {
    return Files.readAllBytes(folder.resolve(file));
  }

  private String text(String file) throws Exception {
    return Files.readString(folder.resolve(file));
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text);
  }
}
