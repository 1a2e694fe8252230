package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DecryptingMachine.Allows;
import io.github.citydc.signing.DecryptingMachine.Form;
import io.github.citydc.signing.cms.CmsDecrypter;
import io.github.citydc.signing.cms.CmsEncrypter;
import io.github.citydc.signing.cms.CmsForm;
import io.github.citydc.signing.cms.CmsSigner;
import io.github.citydc.signing.cms.CmsVerifier;
import io.github.citydc.signing.cms.SignedContent;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that decrypt and stay in a cipher machine or another provider. */
class ProviderDecryptionTest {

  private static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");
  private static final byte[] TEXT = "a text for the hub".getBytes(UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final SandboxCa ca = SandboxCa.create("sandbox");
  private final TrustStore trust = TrustStore.of(List.of(ca.root()));
  private final DualKeys hub = ca.issueDual(HUB);
  private final X509Certificate certificate = hub.decryption().certificate().orElseThrow();
  private final TrustedReceiver receiver =
      trust.validateForEncryption(List.of(certificate), Instant.now());

  private DecryptingMachine machine(Form form, Allows allows) {
    return new DecryptingMachine(Map.of(7, hub.decryption()), form, allows);
  }

  private Sm2DecryptionKey key(DecryptingMachine machine) {
    return Sm2DecryptionKey.fromProvider(CipherMachine.slot(7), machine, certificate);
  }

  @ParameterizedTest
  @EnumSource
  void a_cipher_machine_decrypts_whatever_form_of_ciphertext_it_takes(Form form) {
    Sm2DecryptionKey key = key(machine(form, Allows.DECRYPTING));

    assertThat(Sm2Ciphertext.encrypt(TEXT, key.publicKey(), RANDOM).decrypt(key)).isEqualTo(TEXT);
    assertThat(key.publicKey()).isEqualTo(hub.decryption().publicKey());
    assertThat(key.certificate()).contains(certificate);
    assertThat(key.provider()).map(Provider::getName).contains("DecryptingMachine");
    assertThat(hub.decryption().provider()).isEmpty();
    assertThat(Security.getProvider("DecryptingMachine")).isNull();
  }

  static Stream<Arguments> machines() {
    return Stream.of(Form.values())
        .flatMap(form -> Stream.of(Allows.values()).map(allows -> Arguments.of(form, allows)));
  }

  @ParameterizedTest
  @MethodSource("machines")
  void payloads_are_opened_by_a_key_in_a_provider(Form form, Allows allows) {
    PayloadDecryptor opener = new PayloadDecryptor(HUB, List.of(key(machine(form, allows))));
    String encrypted = new PayloadEncryptor(GRID, RANDOM).encrypt(TEXT, receiver);

    assertThat(opener.open(encrypted, GRID)).isEqualTo(TEXT);
    for (int part : new int[] {1, 3, 4}) {
      String[] parts = encrypted.split("\\.", -1);
      parts[part] = changed(parts[part]);
      assertThatThrownBy(() -> opener.open(String.join(".", parts), GRID))
          .isInstanceOfAny(DecryptionException.class, IllegalArgumentException.class);
    }
  }

  private static String changed(String base64) {
    char first = base64.charAt(4);
    return base64.substring(0, 4) + (first == 'A' ? 'B' : 'A') + base64.substring(5);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void cms_is_decrypted_by_a_key_in_a_provider(Form form, Allows allows) {
    CmsDecrypter decrypter = new CmsDecrypter(key(machine(form, allows)));
    byte[] large = new byte[100_000];
    RANDOM.nextBytes(large);
    TrustedReceiver other =
        trust.validateForEncryption(
            List.of(ca.issueDual(GRID).decryption().certificate().orElseThrow()), Instant.now());
    CmsEncrypter encrypter = new CmsEncrypter(List.of(other, receiver), CmsForm.GM, RANDOM);

    for (byte[] content : List.of(TEXT, new byte[0], large)) {
      assertThat(decrypter.decrypt(encrypter.encrypt(content))).isEqualTo(content);
    }
    CmsSigner signer = new CmsSigner(ca.issue(GRID), CmsForm.GM, Clock.systemUTC());
    SignedContent letter =
        decrypter.decryptAndVerify(
            encrypter.signAndEncrypt(signer, TEXT), new CmsVerifier(trust), Instant.now());
    assertThat(letter.content()).isEqualTo(TEXT);
    assertThat(letter.signatures()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNWRAPPING", "UNWRAPPING_INSIDE"})
  void a_key_that_only_unwraps_decrypts_nothing_else(Allows allows) {
    Sm2DecryptionKey key = key(machine(Form.DER, allows));
    Sm2Ciphertext ciphertext = Sm2Ciphertext.encrypt(TEXT, key.publicKey(), RANDOM);

    assertThatThrownBy(() -> ciphertext.decrypt(key))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lets this private key unwrap keys, not decrypt");
  }

  @Test
  void an_unwrapped_key_has_bytes_only_if_the_provider_gives_them_out() {
    byte[] sm4 = new byte[16];
    RANDOM.nextBytes(sm4);
    Sm2Ciphertext wrapped = Sm2Ciphertext.encrypt(sm4, hub.decryption().publicKey(), RANDOM);

    assertThat(wrapped.unwrap(hub.decryption()).getEncoded()).isEqualTo(sm4);
    assertThat(wrapped.unwrap(key(machine(Form.DER, Allows.DECRYPTING))).getEncoded())
        .isEqualTo(sm4);
    assertThat(wrapped.unwrap(key(machine(Form.DER, Allows.UNWRAPPING))).getEncoded())
        .isEqualTo(sm4);
    assertThat(wrapped.unwrap(key(machine(Form.DER, Allows.UNWRAPPING_INSIDE))).getEncoded())
        .isNull();
    Sm2Ciphertext text = Sm2Ciphertext.encrypt(TEXT, hub.decryption().publicKey(), RANDOM);
    assertThatThrownBy(() -> text.unwrap(hub.decryption()))
        .isInstanceOf(DecryptionException.class)
        .hasMessageContaining("does not hold a key of SM4");
  }

  @ParameterizedTest
  @EnumSource
  void a_ciphertext_for_another_key_is_refused_as_such(Allows allows) {
    Sm2DecryptionKey key = key(machine(Form.C1C3C2, allows));
    Sm2PublicKey other = Sm2DecryptionKey.generate(RANDOM).publicKey();

    assertThatThrownBy(() -> Sm2Ciphertext.encrypt(new byte[16], other, RANDOM).unwrap(key))
        .isInstanceOf(DecryptionException.class)
        .hasMessageContaining("is for another key than the");
  }

  @ParameterizedTest
  @MethodSource("machines")
  void a_machine_that_is_not_reached_is_no_fault_of_what_was_to_be_decrypted(
      Form form, Allows allows) {
    DecryptingMachine machine = machine(form, allows);
    Sm2DecryptionKey key = key(machine);
    String encrypted = new PayloadEncryptor(GRID, RANDOM).encrypt(TEXT, receiver);
    byte[] cms = new CmsEncrypter(List.of(receiver), CmsForm.GM, RANDOM).encrypt(TEXT);
    EncryptedMessage message =
        new EncryptedMessage(
            MessageId.parse("018f2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"),
            "population.person:1.0",
            Operation.UPSERT,
            GRID,
            HUB);
    String bound =
        ReceiverEncryption.forReceivers(
                new PayloadEncryptor(GRID, RANDOM), HUB::equals, node -> Optional.of(receiver))
            .encrypt(message, TEXT)
            .orElseThrow();
    assertThat(new PayloadDecryptor(HUB, List.of(key)).open(message, bound)).isEqualTo(TEXT);
    machine.unplug();

    assertThatThrownBy(() -> new PayloadDecryptor(HUB, List.of(key)).open(message, bound))
        .as("the sender tries again")
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.UNAVAILABLE));
    assertThatThrownBy(() -> new PayloadDecryptor(HUB, List.of(key)).open(encrypted, GRID))
        .isInstanceOfSatisfying(
            KeyProviderException.class, e -> assertThat(e.isRetryable()).isTrue());
    assertThatThrownBy(() -> new CmsDecrypter(key).decrypt(cms))
        .isInstanceOf(KeyProviderException.class)
        .hasMessageContaining("DecryptingMachine cannot decrypt at present");
  }

  @Test
  void what_a_provider_keeps_is_not_given_out() {
    Sm2DecryptionKey key = key(machine(Form.DER, Allows.DECRYPTING));

    assertThatThrownBy(key::toPrivateKeyPem)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DecryptingMachine and is not given out");
    assertThatThrownBy(() -> key.toEncryptedPem("p".toCharArray(), KeyEncryption.AES_256, RANDOM))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Sm2EnvelopedKey.wrap(key, key.publicKey(), RANDOM))
        .isInstanceOf(IllegalStateException.class);
    assertThat(key.toString()).isEqualTo(hub.decryption().toString());
  }

  @Test
  void a_key_that_does_not_fit_its_certificate_is_refused_by_name() {
    DecryptingMachine other =
        new DecryptingMachine(
            Map.of(7, Sm2DecryptionKey.generate(RANDOM)), Form.DER, Allows.DECRYPTING);

    assertThatThrownBy(() -> key(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "The certificate is for the " + hub.decryption().publicKey().toVerificationKey())
        .hasMessageContaining("DecryptingMachine belongs to another");
    assertThatThrownBy(
            () ->
                Sm2DecryptionKey.fromProvider(
                    CipherMachine.slot(8), machine(Form.DER, Allows.DECRYPTING), certificate))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                Sm2DecryptionKey.fromProvider(
                    CipherMachine.slot(7), Security.getProvider("SunEC"), certificate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SunEC has none of the ciphers [SM2");
  }

  @Test
  void a_provider_of_the_platform_decrypts_too() throws Exception {
    PrivateKey jca =
        KeyFactory.getInstance("EC", BOUNCY_CASTLE)
            .generatePrivate(
                new PKCS8EncodedKeySpec(
                    Pem.read(hub.decryption().toPrivateKeyPem(), Pem.PRIVATE_KEY).get(0)));

    Sm2DecryptionKey key = Sm2DecryptionKey.fromProvider(jca, BOUNCY_CASTLE, certificate);

    assertThat(Sm2Ciphertext.encrypt(TEXT, key.publicKey(), RANDOM).decrypt(key)).isEqualTo(TEXT);
    PayloadDecryptor opener = new PayloadDecryptor(HUB, List.of(key));
    assertThat(opener.open(new PayloadEncryptor(GRID, RANDOM).encrypt(TEXT, receiver), GRID))
        .isEqualTo(TEXT);
  }

  @Test
  void a_key_store_that_does_not_give_a_key_out_decrypts_with_it() throws Exception {
    DecryptingMachine machine = machine(Form.DER, Allows.UNWRAPPING_INSIDE);

    Sm2DecryptionKey key =
        Sm2DecryptionKey.fromKeyStore(
            TokenStore.of(CipherMachine.slot(7), certificate, machine), "enc", new char[0]);

    int before = machine.uses();
    PayloadDecryptor opener = new PayloadDecryptor(HUB, List.of(key));
    assertThat(opener.open(new PayloadEncryptor(GRID, RANDOM).encrypt(TEXT, receiver), GRID))
        .isEqualTo(TEXT);
    assertThat(machine.uses()).isEqualTo(before + 1);
  }

  @Test
  void the_second_key_is_opened_by_a_signing_key_that_a_provider_keeps() {
    SigningKey signing = hub.signing();
    X509Certificate its = signing.certificates().get(0);
    DecryptingMachine machine =
        new DecryptingMachine(
            Map.of(7, Sm2DecryptionKey.fromPem(signing.toPrivateKeyPem())),
            Form.DER,
            Allows.DECRYPTING);
    Sm2EnvelopedKey enveloped =
        Sm2EnvelopedKey.wrap(hub.decryption(), Sm2PublicKey.of(signing.verificationKey()), RANDOM);

    Sm2DecryptionKey opened =
        enveloped.open(Sm2DecryptionKey.fromProvider(CipherMachine.slot(7), machine, its));

    assertThat(opened.publicKey()).isEqualTo(hub.decryption().publicKey());
  }
}
