package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);
  private static final SandboxCa CA = SandboxCa.create("sandbox");

  static Stream<SigningKey> keys() {
    SharedSecret secret = SharedSecret.fromRawBytes(new byte[32]);
    return Arrays.stream(SignatureAlgorithm.values())
        .map(a -> a.isSymmetric() ? SigningKey.of(secret, a) : SigningKey.generate(a));
  }

  static Stream<SigningKey> keyPairs() {
    return keys().filter(key -> !key.algorithm().isSymmetric());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void whatAKeySignsItsOtherSideVerifies(SigningKey key) {
    byte[] signature = key.sign(MESSAGE);

    key.verificationKey().verify(MESSAGE, signature);
    refused(key, "another message".getBytes(US_ASCII), signature);
    refused(key, new byte[0], signature);
    key.verificationKey().verify(MESSAGE, signature);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aSignatureOfAnyOtherLengthOrContentIsRefused(SigningKey key) {
    byte[] signature = key.sign(MESSAGE);
    Random random = new Random(1);
    for (int length = 0; length <= 400; length++) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      refused(key, MESSAGE, noise);
      refused(key, MESSAGE, new byte[length]);
      if (length != signature.length) {
        refused(key, MESSAGE, Arrays.copyOf(signature, length));
      }
    }
    byte[] allOnes = new byte[signature.length];
    Arrays.fill(allOnes, (byte) 0xff);
    refused(key, MESSAGE, allOnes);
  }

  @ParameterizedTest
  @MethodSource("keyPairs")
  void aKeyIsReadBackFromItsPem(SigningKey key) {
    SigningKey again = SigningKey.fromPem(key.toPrivateKeyPem());

    assertThat(again.algorithm()).isEqualTo(key.algorithm());
    assertThat(again.verificationKey()).isEqualTo(key.verificationKey());
    key.verificationKey().verify(MESSAGE, again.sign(MESSAGE));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("keyPairs")
  void aKeyIsReadBackFromPkcs12(SigningKey bare, @TempDir Path folder) throws Exception {
    SigningKey key = certified(bare);
    Path file = folder.resolve("key.p12");
    char[] password = "correct horse".toCharArray();
    writePkcs12(file, key, password);

    SigningKey again = SigningKey.fromPkcs12(file, password);

    assertThat(again.certificates()).isEqualTo(key.certificates());
    key.verificationKey().verify(MESSAGE, again.sign(MESSAGE));
    assertThatThrownBy(() -> SigningKey.fromPkcs12(file, "wrong".toCharArray()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void keyAndCertificatesAreReadFromFiles(@TempDir Path folder) throws Exception {
    SigningKey key = CA.issue(NODE);
    Path both = folder.resolve("node.pem");
    Files.writeString(both, Certificates.toPem(key.certificates()) + key.toPrivateKeyPem());

    SigningKey again = SigningKey.fromPem(both, both);

    assertThat(again.certificates()).isEqualTo(key.certificates());
    assertThat(again.toString())
        .isEqualTo(
            "SigningKey[sm2-sm3, certificate "
                + Certificates.fingerprint(key.certificates().get(0))
                + "]");
  }

  @Test
  void aCertificateForAnotherKeyIsRefusedByName() {
    SigningKey key = CA.issue(NODE);
    SigningKey other = CA.issue(NODE);
    SigningKey ed25519 = certified(SigningKey.generate(SignatureAlgorithm.ED25519));

    assertThatThrownBy(() -> key.certificates(other.certificates()))
        .hasMessageContaining("The certificate is for the " + other.verificationKey())
        .hasMessageContaining("the private key belongs to the " + key.verificationKey());
    assertThatThrownBy(() -> key.certificates(ed25519.certificates()))
        .hasMessageContaining("ed25519 public key")
        .hasMessageContaining("sm2-sm3 public key");
    assertThatThrownBy(() -> key.certificates(List.of()))
        .hasMessageContaining("certificate of the key is missing");
  }

  @Test
  void signaturesOfOneKeyDiffer() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);

    assertThat(key.sign(MESSAGE)).hasSize(64).isNotEqualTo(key.sign(MESSAGE));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyServesManyThreads(SigningKey key) throws Exception {
    int threads = key.algorithm() == SignatureAlgorithm.RSA_PSS_SHA512 ? 2 : 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<byte[]>> tasks = new ArrayList<>();
      for (int i = 0; i < threads * 8; i++) {
        byte[] message = ("message " + i).getBytes(US_ASCII);
        tasks.add(
            () -> {
              byte[] signature = key.sign(message);
              key.verificationKey().verify(message, signature);
              return signature;
            });
      }
      for (Future<byte[]> done : executor.invokeAll(tasks)) {
        assertThat(done.get()).isNotEmpty();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMAA=\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n"
      })
  void whatIsNoKeyIsRefused(String pem) {
    assertThatThrownBy(() -> SigningKey.fromPem(pem)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysOfOtherKindsAreRefusedByName() {
    String x25519 = "302e020100300506032b656e04220420" + "11".repeat(32);
    String p384 = "3019020100301006072a8648ce3d020106052b81040022040230 00".replace(" ", "");

    assertThatThrownBy(() -> SigningKey.fromPem(pem(x25519))).hasMessageContaining("1.3.101.110");
    assertThatThrownBy(() -> SigningKey.fromPem(pem(p384))).hasMessageContaining("1.3.132.0.34");
  }

  @Test
  void aScalarOutOfRangeIsRefused() {
    String n = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
    String nMinus1 = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122";
    String nMinus2 = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121";

    assertThatThrownBy(() -> SigningKey.fromPem(sm2Pem("00".repeat(32))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.fromPem(sm2Pem(n)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.fromPem(sm2Pem(nMinus1)))
        .isInstanceOf(IllegalArgumentException.class);
    SigningKey largest = SigningKey.fromPem(sm2Pem(nMinus2));
    largest.verificationKey().verify(MESSAGE, largest.sign(MESSAGE));
  }

  @Test
  void pointsOffTheCurveAreRefused() {
    String spki = "3059301306072a8648ce3d020106082a811ccf5501822d034200";
    String x = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
    String y = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
    VerificationKey.fromSubjectPublicKeyInfo(Hex.decode(spki + "04" + x + y));

    for (String wrong :
        List.of(
            spki + "04" + y + x,
            spki + "04" + "00".repeat(64),
            spki + "04" + "ff".repeat(64),
            spki + "04" + x + y + "00",
            "301a301306072a8648ce3d020106082a811ccf5501822d03030000")) {
      assertThatThrownBy(() -> VerificationKey.fromSubjectPublicKeyInfo(Hex.decode(wrong)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void secretsGoWithHmacAndKeyPairsWithTheRest() {
    SharedSecret secret = SharedSecret.fromRawBytes(new byte[32]);

    assertThatThrownBy(() -> SigningKey.of(secret, SignatureAlgorithm.SM2_SM3))
        .hasMessageContaining("takes a key pair");
    assertThatThrownBy(() -> SigningKey.generate(SignatureAlgorithm.HMAC_SM3))
        .hasMessageContaining("SharedSecret");
    assertThatThrownBy(() -> SharedSecret.fromRawBytes(new byte[31]))
        .hasMessageContaining("at least 32 bytes");
  }

  @Test
  void hmacSm3GivesTheValueOfAnIndependentImplementation() {
    byte[] key = Arrays.copyOf("key".getBytes(US_ASCII), 32);
    SigningKey hmac = SigningKey.of(SharedSecret.fromRawBytes(key), SignatureAlgorithm.HMAC_SM3);

    // A key is padded with zeros to the block: three bytes and 29 zeros are the same key as three
    // bytes.
    assertThat(
            Hex.toHexString(
                hmac.sign("The quick brown fox jumps over the lazy dog".getBytes(US_ASCII))))
        .isEqualTo("bd4a34077888162b210645b8ebf74b9af357303789357a27c7fc457244ebd398");
  }

  private static SigningKey certified(SigningKey bare) {
    return bare.certificates(List.of(CA.certify(NODE, bare.verificationKey())));
  }

  private static void writePkcs12(Path file, SigningKey key, char[] password) throws Exception {
    BouncyCastleProvider provider = new BouncyCastleProvider();
    byte[] pkcs8 = Pem.read(key.toPrivateKeyPem(), Pem.PRIVATE_KEY).get(0);
    String type =
        switch (key.algorithm()) {
          case RSA_PSS_SHA512 -> "RSA";
          case ED25519 -> "Ed25519";
          default -> "EC";
        };
    PrivateKey privateKey =
        KeyFactory.getInstance(type, provider).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    KeyStore store = KeyStore.getInstance("PKCS12", provider);
    store.load(null, null);
    store.setKeyEntry(
        "node", privateKey, password, key.certificates().toArray(new X509Certificate[0]));
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
  }

  private static String sm2Pem(String scalar) {
    return pem(
        "3041020100301306072a8648ce3d020106082a811ccf5501822d0427302502010104 20".replace(" ", "")
            + scalar);
  }

  private static String pem(String hex) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getEncoder().encodeToString(Hex.decode(hex))
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static void refused(SigningKey key, byte[] message, byte[] signature) {
    assertThatThrownBy(() -> key.verificationKey().verify(message, signature))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.SIGNATURE_INVALID));
  }
}
