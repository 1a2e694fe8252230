package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DualCertificates;
import io.github.citydc.signing.trust.DualKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

/** No form of a private key, no password and no plaintext gets into a text. */
class FormsSecrecyTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] SCALAR =
      Hex.decode("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
  private static final String PLAINTEXT = "resident of Tianhe 天河";
  private static final String PASSWORD = "kT7wQz2xVn8r";
  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");

  private final Sm2DecryptionKey key =
      Sm2DecryptionKey.fromRaw(SCALAR, RawKeyAccess.acknowledged());
  private final SigningKey signer = SigningKey.fromRawSm2(SCALAR, RawKeyAccess.acknowledged());

  @Test
  void noTextShowsAKeyOrAPlaintext() {
    SandboxCa ca = SandboxCa.create("sandbox");
    CertificateRequest request = CertificateRequest.create(signer, NODE);
    DualCertificates answer = ca.certifyDual(request);
    DualKeys keys = answer.open(signer);

    for (Object shown :
        List.of(
            key,
            keys,
            keys.decryption(),
            answer,
            answer.encryptionKey(),
            request,
            RawKeyAccess.acknowledged(),
            Sm2EnvelopedKey.wrap(key, key.publicKey(), RANDOM),
            Sm2Ciphertext.encrypt(PLAINTEXT.getBytes(UTF_8), key.publicKey(), RANDOM),
            key.publicKey(),
            provided(ca))) {
      assertSilent(shown.toString());
    }
  }

  private SigningKey provided(SandboxCa ca) {
    SigningKey certified = signer.certificates(List.of(ca.certify(NODE, signer.verificationKey())));
    return SigningKey.fromProvider(
        CipherMachine.slot(1),
        new CipherMachine(Map.of(1, certified), true),
        certified.certificates());
  }

  @Test
  void noExceptionShowsAKeyAPasswordOrAPlaintext() throws Exception {
    String plain = key.toPrivateKeyPem();
    String encrypted = key.toEncryptedPem(PASSWORD.toCharArray(), KeyEncryption.SM4, RANDOM);
    Sm2DecryptionKey other = Sm2DecryptionKey.generate(RANDOM);
    Sm2Ciphertext ciphertext =
        Sm2Ciphertext.encrypt(PLAINTEXT.getBytes(UTF_8), key.publicKey(), RANDOM);
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);

    refused(() -> SigningKey.fromEncryptedPem(plain, PASSWORD.toCharArray()));
    refused(() -> SigningKey.fromEncryptedPem(encrypted, (PASSWORD + "x").toCharArray()));
    refused(() -> SigningKey.fromPem(encrypted));
    refused(() -> SigningKey.fromPem(plain.replace("PRIVATE KEY", "EC PRIVATE KEY")));
    refused(() -> SigningKey.fromRawSm2(Arrays.copyOf(SCALAR, 31), RawKeyAccess.acknowledged()));
    refused(() -> SigningKey.fromKeyStore(empty, "node", PASSWORD.toCharArray()));
    refused(() -> ciphertext.decrypt(other));
    refused(() -> Sm2EnvelopedKey.fromDer(SCALAR));
    refused(() -> Sm2EnvelopedKey.wrap(key, other.publicKey(), RANDOM).open(signer));
    refused(() -> key.certificate(SandboxCa.create("sandbox").root()));
    refused(() -> Sm2PublicKey.fromPoint(SCALAR));
    refused(() -> Sm2PublicKey.fromHex(Hex.toHexString(SCALAR)));
  }

  @Test
  void theProvidersOfTheJvmStayAsTheyAre() {
    List<Provider> before = List.of(Security.getProviders());

    DualKeys keys = SandboxCa.create("sandbox").issueDual(NODE);
    Sm2Ciphertext.encrypt(SCALAR, keys.decryption().publicKey(), RANDOM).decrypt(keys.decryption());

    assertThat(Security.getProviders()).containsExactlyElementsOf(before);
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfAny(IllegalArgumentException.class, DecryptionException.class)
        .satisfies(
            e -> {
              StringWriter text = new StringWriter();
              e.printStackTrace(new PrintWriter(text));
              assertSilent(text.toString());
            });
  }

  private static void assertSilent(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s:]", "");
    for (int begin = 0; begin <= SCALAR.length - 10; begin++) {
      assertThat(plain)
          .doesNotContain(Hex.toHexString(Arrays.copyOfRange(SCALAR, begin, begin + 10)));
    }
    assertThat(text)
        .doesNotContain(Base64.getEncoder().encodeToString(SCALAR).substring(2, 16))
        .doesNotContain(PASSWORD)
        .doesNotContain("Tianhe 天河");
  }
}
