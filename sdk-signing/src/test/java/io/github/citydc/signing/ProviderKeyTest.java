package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that other providers keep, and key stores of the platform. */
class ProviderKeyTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final SandboxCa CA = SandboxCa.create("sandbox");
  private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);
  private static final char[] PASSWORD = "password".toCharArray();
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final SigningKey inside = CA.issue(NODE);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCipherMachineSignsWhateverFormItsSignaturesHave(boolean asDer) {
    CipherMachine machine = new CipherMachine(Map.of(7, inside), asDer);

    SigningKey key = SigningKey.fromProvider(CipherMachine.slot(7), machine, inside.certificates());

    assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.SM2_SM3);
    byte[] signature = key.sign(MESSAGE);
    assertThat(signature).hasSize(64);
    inside.verificationKey().verify(MESSAGE, signature);
    assertThat(Security.getProvider("CipherMachine")).isNull();
  }

  @Test
  void whatACipherMachineKeepsIsNotGivenOut() {
    SigningKey key =
        SigningKey.fromProvider(
            CipherMachine.slot(7),
            new CipherMachine(Map.of(7, inside), true),
            inside.certificates());
    Sm2EnvelopedKey enveloped =
        Sm2EnvelopedKey.wrap(
            Sm2DecryptionKey.generate(new SecureRandom()),
            Sm2PublicKey.of(key.verificationKey()),
            new SecureRandom());

    assertThatThrownBy(key::toPrivateKeyPem).hasMessageContaining("is not given out");
    assertThatThrownBy(() -> enveloped.open(key)).hasMessageContaining("is not given out");
    assertThatThrownBy(() -> key.random(new SecureRandom()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKeyThatDoesNotFitItsCertificateIsRefusedByName() {
    CipherMachine machine = new CipherMachine(Map.of(7, CA.issue(NODE)), true);
    List<X509Certificate> certificates = inside.certificates();

    assertThatThrownBy(() -> SigningKey.fromProvider(CipherMachine.slot(7), machine, certificates))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The certificate is for the " + inside.verificationKey())
        .hasMessageContaining("CipherMachine belongs to another");
    assertThatThrownBy(() -> SigningKey.fromProvider(CipherMachine.slot(8), machine, certificates))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.fromProvider(CipherMachine.slot(7), machine, List.of()))
        .hasMessageContaining("certificate of the key is missing");
  }

  @Test
  void aProviderWithoutTheAlgorithmIsRefusedByName() throws Exception {
    PrivateKey p256 = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
    Provider sunEc = Security.getProvider("SunEC");

    assertThatThrownBy(() -> SigningKey.fromProvider(p256, sunEc, inside.certificates()))
        .hasMessageContaining("SunEC")
        .hasMessageContaining("SM3withSM2");
  }

  static Stream<SigningKey> keyPairs() {
    return Stream.of(SignatureAlgorithm.values())
        .filter(algorithm -> !algorithm.isSymmetric())
        .map(SigningKey::generate)
        .map(
            bare ->
                bare.certificates(List.of(CA.certify(NODE, bare.verificationKey()), CA.root())));
  }

  @ParameterizedTest
  @MethodSource("keyPairs")
  void everyAlgorithmIsSignedByAProviderOfThePlatform(SigningKey key) throws Exception {
    SigningKey provided = SigningKey.fromProvider(jcaKey(key), BOUNCY_CASTLE, key.certificates());

    key.verificationKey().verify(MESSAGE, provided.sign(MESSAGE));
    assertThat(provided.certificates()).isEqualTo(key.certificates());
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("keyPairs")
  void aKeyStoreOpensTheKeyThatIsNamed(SigningKey key) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
    store.load(null, null);
    X509Certificate[] chain = key.certificates().toArray(new X509Certificate[0]);
    store.setKeyEntry("sign", jcaKey(key), PASSWORD, chain);
    store.setKeyEntry("other", jcaKey(inside), PASSWORD, new X509Certificate[] {chain(inside)});

    SigningKey opened = SigningKey.fromKeyStore(reloaded(store), "sign", PASSWORD);

    key.verificationKey().verify(MESSAGE, opened.sign(MESSAGE));
    assertThat(opened.certificates()).hasSameSizeAs(key.certificates());
    assertThatThrownBy(() -> SigningKey.fromKeyStore(store, "absent", PASSWORD))
        .hasMessageContaining("no private key 'absent', only [")
        .hasMessageContaining("sign");
  }

  @Test
  void aDecryptionKeyComesFromAKeyStoreToo() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
    store.load(null, null);
    store.setKeyEntry("enc", jcaKey(inside), PASSWORD, new X509Certificate[] {chain(inside)});

    Sm2DecryptionKey key = Sm2DecryptionKey.fromKeyStore(store, "enc", PASSWORD);

    assertThat(key.certificate()).contains(chain(inside));
    assertThat(key.publicKey()).isEqualTo(Sm2PublicKey.of(chain(inside)));
  }

  private static X509Certificate chain(SigningKey key) {
    return key.certificates().get(0);
  }

  private static KeyStore reloaded(KeyStore store) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    KeyStore again = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
    again.load(new ByteArrayInputStream(out.toByteArray()), PASSWORD);
    return again;
  }

  private static PrivateKey jcaKey(SigningKey key) throws Exception {
    String type =
        switch (key.algorithm()) {
          case RSA_PSS_SHA512 -> "RSA";
          case ED25519 -> "Ed25519";
          default -> "EC";
        };
    byte[] pkcs8 = Pem.read(key.toPrivateKeyPem(), Pem.PRIVATE_KEY).get(0);
    return KeyFactory.getInstance(type, BOUNCY_CASTLE)
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }
}
