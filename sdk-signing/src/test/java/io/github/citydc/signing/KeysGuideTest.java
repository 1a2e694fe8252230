package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.cms.CmsDecrypter;
import io.github.citydc.signing.cms.CmsEncrypter;
import io.github.citydc.signing.cms.CmsForm;
import io.github.citydc.signing.cms.CmsSigner;
import io.github.citydc.signing.cms.CmsVerifier;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DualCertificates;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The claims of docs/keys.md, in its order; each test is named after one. */
@Tag("slow")
class KeysGuideTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] PASSWORD = "password".toCharArray();
  private static final byte[] DOCUMENT = "公文".getBytes(UTF_8);
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  @TempDir private Path folder;
  private final Clock clock = Clock.systemUTC();
  private final SandboxCa ca = SandboxCa.create("sandbox");
  private final TrustStore trust = TrustStore.of(List.of(ca.root()));
  private final DualKeys node = ca.issueDual(NODE);
  private final SigningKey key = node.signing();

  // ---- I have a private key …

  @Test
  void a_pem_key_is_read_from_a_text_or_from_two_files() throws Exception {
    Path keyFile = Files.writeString(folder.resolve("k.pem"), key.toPrivateKeyPem());
    Path certificateFile =
        Files.writeString(folder.resolve("c.pem"), Certificates.toPem(key.certificates()));

    isKey(SigningKey.fromPem(key.toPrivateKeyPem()));
    isKey(SigningKey.fromPem(keyFile, certificateFile));
    assertThat(SigningKey.fromPem(keyFile, certificateFile).certificates())
        .isEqualTo(key.certificates());
  }

  @Test
  void an_encrypted_pem_key_is_read_with_its_password_aes_and_sm4() {
    for (KeyEncryption encryption : KeyEncryption.values()) {
      String pem = key.toEncryptedPem(PASSWORD, encryption, RANDOM);

      assertThat(pem).contains("BEGIN ENCRYPTED PRIVATE KEY");
      isKey(SigningKey.fromEncryptedPem(pem, PASSWORD));
    }
  }

  @Test
  void a_pkcs12_file_with_one_key_is_opened_and_one_with_several_by_its_alias() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
    store.load(null, null);
    store.setKeyEntry("sign", jca(key.toPrivateKeyPem()), PASSWORD, chain(certificate(key)));
    isKey(SigningKey.fromPkcs12(stored(store, "one.p12"), PASSWORD));

    store.setKeyEntry(
        "enc",
        jca(node.decryption().toPrivateKeyPem()),
        PASSWORD,
        chain(node.decryption().certificate().orElseThrow()));
    isKey(SigningKey.fromKeyStore(store, "sign", PASSWORD));
    assertThatThrownBy(() -> SigningKey.fromPkcs12(stored(store, "two.p12"), PASSWORD))
        .hasMessageContaining("2 private keys, not one");
  }

  @Test
  void a_key_in_a_provider_signs_from_there_and_the_provider_is_not_registered() {
    CipherMachine machine = new CipherMachine(Map.of(7, key), true);

    isKey(SigningKey.fromProvider(CipherMachine.slot(7), machine, key.certificates()));
    assertThat(Security.getProvider("CipherMachine")).isNull();
  }

  @Test
  void thirty_two_bytes_are_read_by_who_acknowledges_it() {
    byte[] bytes = Hex.decode("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");

    SigningKey raw = SigningKey.fromRawSm2(bytes, RawKeyAccess.acknowledged());
    Sm2DecryptionKey decrypting = Sm2DecryptionKey.fromRaw(bytes, RawKeyAccess.acknowledged());

    assertThat(Sm2PublicKey.of(raw.verificationKey())).isEqualTo(decrypting.publicKey());
  }

  @Test
  void an_enveloped_key_of_the_ca_is_opened_by_the_signing_key() {
    Sm2EnvelopedKey encrypted =
        Sm2EnvelopedKey.wrap(node.decryption(), Sm2PublicKey.of(key.verificationKey()), RANDOM);

    assertThat(Sm2EnvelopedKey.fromDer(encrypted.toDer()).open(key).publicKey())
        .isEqualTo(node.decryption().publicKey());
  }

  @Test
  void a_key_that_decrypts_has_factories_of_the_same_names() {
    Set<String> signing = factories(SigningKey.class);
    Set<String> decrypting = factories(Sm2DecryptionKey.class);

    signing.remove("fromRawSm2");
    decrypting.remove("fromRaw");
    assertThat(decrypting).isEqualTo(signing);
    assertThat(signing)
        .contains("fromPem", "fromEncryptedPem", "fromPkcs12", "fromKeyStore", "fromProvider");
  }

  private static Set<String> factories(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .filter(name -> name.startsWith("from"))
        .collect(Collectors.toSet());
  }

  @Test
  void a_decryption_key_is_read_from_files_encrypted_texts_and_key_stores() throws Exception {
    Sm2DecryptionKey second = node.decryption();
    X509Certificate its = second.certificate().orElseThrow();
    Path keyFile = Files.writeString(folder.resolve("k2.pem"), second.toPrivateKeyPem());
    Path certificateFile =
        Files.writeString(folder.resolve("c2.pem"), Certificates.toPem(List.of(its)));
    KeyStore store = KeyStore.getInstance("PKCS12", BOUNCY_CASTLE);
    store.load(null, null);
    store.setKeyEntry("enc", jca(second.toPrivateKeyPem()), PASSWORD, chain(its));
    String encrypted = second.toEncryptedPem(PASSWORD, KeyEncryption.SM4, RANDOM);

    assertThat(
            Stream.of(
                    Sm2DecryptionKey.fromPem(keyFile, certificateFile),
                    Sm2DecryptionKey.fromEncryptedPem(encrypted, PASSWORD).certificate(its),
                    Sm2DecryptionKey.fromPkcs12(stored(store, "enc.p12"), PASSWORD),
                    Sm2DecryptionKey.fromKeyStore(store, "enc", PASSWORD))
                .map(Sm2DecryptionKey::certificate))
        .allSatisfy(certificate -> assertThat(certificate).contains(its));
  }

  @Test
  void key_and_certificate_must_belong_together_or_the_message_names_both_by_fingerprint() {
    SigningKey other = ca.issue(NODE);

    assertThatThrownBy(() -> key.certificates(other.certificates()))
        .hasMessageContaining(key.verificationKey().toString())
        .hasMessageContaining(other.verificationKey().toString());
    assertThatThrownBy(() -> node.decryption().certificate(certificate(other)))
        .hasMessageContaining(node.decryption().publicKey().toVerificationKey().toString())
        .hasMessageContaining(other.verificationKey().toString());
  }

  @Test
  void keys_encrypted_in_old_ways_are_refused_with_the_command_that_converts_them() {
    String old =
        """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

        AAAA
        -----END EC PRIVATE KEY-----
        """;

    assertThatThrownBy(() -> SigningKey.fromEncryptedPem(old, PASSWORD))
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  // ---- I have an SM2 value and it does not fit

  @Test
  void the_factory_says_in_which_form_a_value_is() {
    Sm2DecryptionKey second = node.decryption();
    Sm2Ciphertext encrypted = Sm2Ciphertext.encrypt(DOCUMENT, second.publicKey(), RANDOM);
    byte[] raw = key.sign(DOCUMENT);
    Sm2PublicKey point = second.publicKey();

    assertThat(Sm2Signature.fromDer(Sm2Signature.fromRaw(raw).toDer()).toRaw()).isEqualTo(raw);
    assertThat(
            List.of(
                Sm2PublicKey.fromPoint(point.toUncompressed()),
                Sm2PublicKey.fromPoint(point.toCoordinates()),
                Sm2PublicKey.fromPoint(point.toCompressed()),
                Sm2PublicKey.fromHex(point.toHex()),
                Sm2PublicKey.fromSubjectPublicKeyInfo(point.toSubjectPublicKeyInfo())))
        .containsOnly(point);
    assertThat(
            List.of(
                Sm2Ciphertext.fromC1C3C2(encrypted.toC1C3C2()),
                Sm2Ciphertext.fromC1C2C3(encrypted.toC1C2C3()),
                Sm2Ciphertext.fromDer(encrypted.toDer())))
        .containsOnly(encrypted);
    assertThat(encrypted.decrypt(second)).isEqualTo(DOCUMENT);
  }

  @Test
  void a_ciphertext_without_04_is_recognised_and_the_other_order_is_named() {
    Sm2DecryptionKey second = node.decryption();
    byte[] encrypted = Sm2Ciphertext.encrypt(DOCUMENT, second.publicKey(), RANDOM).toC1C3C2();

    byte[] bare = Arrays.copyOfRange(encrypted, 1, encrypted.length);
    assertThat(Sm2Ciphertext.fromC1C3C2(bare).decrypt(second)).isEqualTo(DOCUMENT);
    assertThatThrownBy(() -> Sm2Ciphertext.fromC1C2C3(encrypted).decrypt(second))
        .hasMessageContaining("C3 and C2 in the other order");
  }

  // ---- I need a certificate

  @Test
  void a_request_is_answered_with_dual_certificates_that_open_both_keys() {
    SigningKey own = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    CertificateRequest request =
        CertificateRequest.create(own, NODE, "C=CN,O=Tianhe District,CN=grid");
    DualCertificates answer = ca.certifyDual(request);

    assertThat(request.toPem()).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
    DualKeys keys =
        new DualCertificates(
                answer.signing(),
                answer.encryption(),
                Sm2EnvelopedKey.fromDer(answer.encryptionKey().toDer()))
            .open(own);
    assertThat(keys.signing().certificates()).containsExactly(answer.signing());
    assertThat(keys.decryption().certificate()).contains(answer.encryption());
  }

  @Test
  void validate_takes_certificates_that_sign_and_validate_for_encryption_those_that_encrypt() {
    Instant now = clock.instant();
    X509Certificate signs = certificate(key);
    X509Certificate encrypts = node.decryption().certificate().orElseThrow();

    assertThat(trust.validate(signs, now).node()).isEqualTo(NODE);
    assertThat(trust.validateForEncryption(List.of(encrypts), now).node()).isEqualTo(NODE);
    assertThatThrownBy(() -> trust.validate(encrypts, now))
        .isInstanceOf(VerificationException.class);
    assertThatThrownBy(() -> trust.validateForEncryption(List.of(signs), now))
        .isInstanceOf(VerificationException.class);
  }

  // ---- I must sign or encrypt a file

  @Test
  void files_are_signed_and_encrypted_in_both_forms_and_both_are_read() {
    CmsVerifier verifier = new CmsVerifier(trust);
    CmsDecrypter decrypter = new CmsDecrypter(node.decryption());
    for (CmsForm form : CmsForm.values()) {
      CmsSigner signer = new CmsSigner(key, form, clock);
      CmsEncrypter encrypter = new CmsEncrypter(List.of(receiver()), form, RANDOM);

      assertThat(verifier.verifyDetached(signer.signDetached(DOCUMENT), DOCUMENT, clock.instant()))
          .hasSize(1);
      assertThat(decrypter.decrypt(encrypter.encrypt(DOCUMENT))).isEqualTo(DOCUMENT);
      assertThat(
              decrypter
                  .decryptAndVerify(
                      encrypter.signAndEncrypt(signer, DOCUMENT), verifier, clock.instant())
                  .content())
          .isEqualTo(DOCUMENT);
    }
  }

  @Test
  void every_method_for_files_exists_for_streams() {
    for (Class<?> type :
        List.of(CmsSigner.class, CmsVerifier.class, CmsEncrypter.class, CmsDecrypter.class)) {
      for (Method method : type.getDeclaredMethods()) {
        boolean inMemory =
            Modifier.isPublic(method.getModifiers())
                && List.of(method.getParameterTypes()).contains(byte[].class);
        if (inMemory) {
          assertThat(type.getMethods())
              .as(method.toString())
              .anyMatch(
                  other ->
                      other.getName().equals(method.getName())
                          && List.of(other.getParameterTypes()).contains(InputStream.class));
        }
      }
    }
  }

  // ---- Only the receiver shall read the payload

  @Test
  void an_opener_with_the_new_and_the_old_key_reads_payloads_for_both() {
    Sm2DecryptionKey newKey = ca.issueDual(NODE).decryption();
    PayloadDecryptor opener = new PayloadDecryptor(NODE, List.of(newKey, node.decryption()));
    PayloadEncryptor encryptor = new PayloadEncryptor(HUB, RANDOM);
    TrustedReceiver renewed =
        trust.validateForEncryption(List.of(newKey.certificate().orElseThrow()), clock.instant());

    assertThat(opener.open(encryptor.encrypt(DOCUMENT, receiver()), HUB)).isEqualTo(DOCUMENT);
    assertThat(opener.open(encryptor.encrypt(DOCUMENT, renewed), HUB)).isEqualTo(DOCUMENT);
    assertThatThrownBy(() -> opener.open(encryptor.encrypt(DOCUMENT, renewed), NODE))
        .as("sender and receiver are bound to the payload")
        .isInstanceOf(VerificationException.class);
  }

  private TrustedReceiver receiver() {
    return trust.validateForEncryption(
        List.of(node.decryption().certificate().orElseThrow()), clock.instant());
  }

  private void isKey(SigningKey read) {
    key.verificationKey().verify(DOCUMENT, read.sign(DOCUMENT));
  }

  private static X509Certificate certificate(SigningKey of) {
    return of.certificates().get(0);
  }

  private static X509Certificate[] chain(X509Certificate certificate) {
    return new X509Certificate[] {certificate};
  }

  private Path stored(KeyStore store, String name) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return file;
  }

  private static PrivateKey jca(String pem) throws Exception {
    return KeyFactory.getInstance("EC", BOUNCY_CASTLE)
        .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(pem, Pem.PRIVATE_KEY).get(0)));
  }
}
