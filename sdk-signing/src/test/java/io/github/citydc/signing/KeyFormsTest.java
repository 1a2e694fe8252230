package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a private key is found in files. */
class KeyFormsTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);
  private static final String D =
      "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
  private static final String POINT =
      "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
          + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
  private static final String SM2 = "a00a06082a811ccf5501822d";
  private static final char[] PASSWORD = "口令 and words".toCharArray();

  /** Written by OpenSSL 3.0: pkcs8 -topk8 -v2 sm4-cbc, password "secret". */
  private static final String SM4_OF_OPENSSL =
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHrMFYGCSqGSIb3DQEFDTBJMCkGCSqGSIb3DQEFDDAcBAibDWNi7J4GFgICCAAw
      DAYIKoZIhvcNAgkFADAcBggqgRzPVQFoAgQQ8JW88vbr/OUeKARpM4QMFQSBkHh1
      RPjggAhMwGoJOMo/5aKotBESTs7z99vO7M704ylHbH9BdyPSGFU3Cg10UsxfTvsn
      A5vExH1N+gaAUB9wYHK4X+3dcxqVma1+yLyeJZcLboL9y3sy9VSlMSU+dnSaemeQ
      eJMbhz1MEJg6UsTy1ma3rR0OhKBIfmFBsf3sPec0tK+5zvATaUMsYQBG5JMNIg==
      -----END ENCRYPTED PRIVATE KEY-----
      """;

  private final SigningKey published = SigningKey.fromRawSm2(Hex.decode(D), token());

  @Test
  void aBareScalarIsReadWithTheTokenThatSaysSo() {
    assertThat(Sm2PublicKey.of(published.verificationKey()).toHex()).isEqualTo(POINT);
    for (int length : List.of(0, 31, 33)) {
      assertThatThrownBy(() -> SigningKey.fromRawSm2(new byte[length], token()))
          .hasMessageContaining("32 bytes, this has " + length);
    }
    assertThatThrownBy(() -> SigningKey.fromRawSm2(new byte[32], token()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sec1IsReadWithAndWithoutItsPublicKey() {
    String bare = "30310201010420" + D + SM2;
    String full = "30770201010420" + D + SM2 + "a144034200" + POINT;

    for (String der : List.of(bare, full)) {
      SigningKey key = SigningKey.fromPem(Pem.write("EC PRIVATE KEY", Hex.decode(der)));
      assertThat(key.verificationKey()).isEqualTo(published.verificationKey());
    }
  }

  @Test
  void theParametersBlockThatOpensslPutsBeforeItIsPassedOver() {
    String pem =
        "-----BEGIN SM2 PARAMETERS-----\nBggqgRzPVQGCLQ==\n-----END SM2 PARAMETERS-----\n"
            + published.toPrivateKeyPem();

    assertThat(SigningKey.fromPem(pem).verificationKey()).isEqualTo(published.verificationKey());
  }

  static Stream<UnaryOperator<String>> formsOfConfiguration() {
    return Stream.of(
        pem -> "\uFEFF" + pem,
        pem -> pem.replace("\n", ""),
        pem -> pem.replace("\n", " "),
        pem -> pem.replace("\n", "\\n"),
        pem -> pem.replace("\n", "\\r\\n"),
        pem -> pem.replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "friendlyName: 天河区网格\n", "subject=CN=某市数据中心\r\n"})
  void aFileMayHaveAByteOrderMarkOrWordsInAnyLanguageBeforeThePem(
      String before, @TempDir Path folder) throws IOException {
    SandboxCa ca = SandboxCa.create("A test");
    SigningKey key = ca.issue(NodeId.parse("440106:11440106007482911C:grid"));
    Path keys = Files.writeString(folder.resolve("key.pem"), before + key.toPrivateKeyPem());
    Path certificates =
        Files.writeString(
            folder.resolve("certificate.pem"),
            before + Certificates.toPem(List.of(key.certificates().get(0))));

    assertThat(SigningKey.fromPem(keys, certificates).verificationKey())
        .isEqualTo(key.verificationKey());
    assertThat(TrustStore.ofPem(certificates)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("formsOfConfiguration")
  void pemIsReadAsConfigurationFilesHoldIt(UnaryOperator<String> form) {
    String pem = published.toPrivateKeyPem();
    String encrypted = SM4_OF_OPENSSL.replace("    ", "");
    X509Certificate certificate = SandboxCa.create("A test").root();
    String certificates = Certificates.toPem(List.of(certificate, certificate));

    assertThat(SigningKey.fromPem(form.apply(pem)).verificationKey())
        .isEqualTo(published.verificationKey());
    assertThat(SigningKey.fromEncryptedPem(form.apply(encrypted), "secret".toCharArray()))
        .isNotNull();
    assertThat(Certificates.fromPem(form.apply(certificates)))
        .containsExactly(certificate, certificate);
  }

  static Stream<AlgorithmIdentifier> identifiersOfSm2() {
    return Stream.of(
        new AlgorithmIdentifier(GMObjectIdentifiers.sm2p256v1),
        new AlgorithmIdentifier(GMObjectIdentifiers.sm2p256v1, DERNull.INSTANCE),
        new AlgorithmIdentifier(GMObjectIdentifiers.sm2p256v1, GMObjectIdentifiers.sm2p256v1),
        new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign));
  }

  @ParameterizedTest
  @MethodSource("identifiersOfSm2")
  void aKeyWhoseTypeIsTheIdentifierOfSm2IsRead(AlgorithmIdentifier type) throws IOException {
    ECPrivateKey sec1 = ECPrivateKey.getInstance(Hex.decode("30250201010420" + D));
    byte[] privateKey = new PrivateKeyInfo(type, sec1).getEncoded();
    byte[] publicKey = new SubjectPublicKeyInfo(type, Hex.decode(POINT)).getEncoded();

    assertThat(SigningKey.fromPem(Pem.write("PRIVATE KEY", privateKey)).verificationKey())
        .isEqualTo(published.verificationKey());
    assertThat(VerificationKey.fromSubjectPublicKeyInfo(publicKey))
        .isEqualTo(published.verificationKey());
  }

  @Test
  void aKeyOfTypeSm2ThatNamesAnotherCurveIsRefusedByName() throws IOException {
    AlgorithmIdentifier type =
        new AlgorithmIdentifier(GMObjectIdentifiers.sm2p256v1, SECObjectIdentifiers.secp256r1);
    byte[] publicKey = new SubjectPublicKeyInfo(type, Hex.decode(POINT)).getEncoded();

    assertThatThrownBy(() -> VerificationKey.fromSubjectPublicKeyInfo(publicKey))
        .hasMessageContaining("names another curve");
  }

  @Test
  void sec1WithoutItsCurveIsRefusedByName() {
    String der = "30250201010420" + D;

    assertThatThrownBy(() -> SigningKey.fromPem(Pem.write("EC PRIVATE KEY", Hex.decode(der))))
        .hasMessageContaining("must name its curve");
  }

  @Test
  void aPublicKeyThatIsNotItsOwnIsNoticed() {
    String other = Sm2DecryptionKey.generate(RANDOM).publicKey().toHex();
    String der = "30770201010420" + D + SM2 + "a144034200" + other;

    assertThatThrownBy(() -> SigningKey.fromPem(Pem.write("EC PRIVATE KEY", Hex.decode(der))))
        .hasMessageContaining("is not its own");
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void anEncryptedKeyIsReadBackWithItsPassword(KeyEncryption encryption) {
    String pem = published.toEncryptedPem(PASSWORD, encryption, RANDOM);

    SigningKey again = SigningKey.fromEncryptedPem(pem, PASSWORD);

    assertThat(pem).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    published.verificationKey().verify(MESSAGE, again.sign(MESSAGE));
    assertThat(Sm2DecryptionKey.fromEncryptedPem(pem, PASSWORD).publicKey().toHex())
        .isEqualTo(POINT);
    assertThatThrownBy(() -> SigningKey.fromEncryptedPem(pem, "wrong".toCharArray()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sm4OfOpensslIsRead() {
    SigningKey key = SigningKey.fromEncryptedPem(SM4_OF_OPENSSL, "secret".toCharArray());

    assertThat(Sm2PublicKey.of(key.verificationKey()).toHex())
        .isEqualTo(
            "048a793537546001857e6e406d46abf88359f92285cceb1533c4abb8306beff788"
                + "2ce2beb21e0fb4b2d382ea7dd1c802183745124640e619b9dd2adf9cef6511f8");
  }

  @Test
  void aPasswordGoesWithAnEncryptedKeyAndWithNoOther() {
    String plain = published.toPrivateKeyPem();

    assertThatThrownBy(() -> SigningKey.fromPem(SM4_OF_OPENSSL))
        .hasMessageContaining("is encrypted: read it with its password");
    assertThatThrownBy(() -> SigningKey.fromEncryptedPem(plain, PASSWORD))
        .hasMessageContaining("is not encrypted");
  }

  @Test
  void oldAndUnknownEncryptionIsRefusedWithTheWayOut() {
    String old =
        """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,00

        MAA=
        -----END EC PRIVATE KEY-----
        """;
    // PBES1 with MD5 and DES.
    String pbes1 = "301f301b06092a864886f70d010503300e0408000000000000000002020800" + "0400";
    String encrypted = Pem.write("ENCRYPTED PRIVATE KEY", Hex.decode(pbes1));

    assertThatThrownBy(() -> SigningKey.fromPem(old)).hasMessageContaining("openssl pkcs8 -topk8");
    assertThatThrownBy(() -> SigningKey.fromEncryptedPem(encrypted, PASSWORD))
        .hasMessageContaining("1.2.840.113549.1.5.3")
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  @Test
  void workWithoutEndIsNotDone() {
    byte[] der = Pem.read(SM4_OF_OPENSSL, "ENCRYPTED PRIVATE KEY").get(0);
    String hex = Hex.toHexString(der).replace("02020800", "02027fff");
    String billions =
        Hex.toHexString(der)
            .replaceFirst("^3081eb3056", "3081ef305a")
            .replaceFirst("3049302906", "304d302d06")
            .replaceFirst("301c0408", "30200408")
            .replace("02020800", "02067fffffffffff");

    assertThatThrownBy(
            () ->
                SigningKey.fromEncryptedPem(
                    Pem.write("ENCRYPTED PRIVATE KEY", Hex.decode(billions)), PASSWORD))
        .hasMessageContaining("140737488355327 iterations");
    assertThatThrownBy(
            () ->
                SigningKey.fromEncryptedPem(
                    Pem.write("ENCRYPTED PRIVATE KEY", Hex.decode(hex)), "secret".toCharArray()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEnvelopedKeyOpensForItsOwnerOnly() {
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(RANDOM);
    Sm2EnvelopedKey enveloped =
        Sm2EnvelopedKey.wrap(key, Sm2PublicKey.of(published.verificationKey()), RANDOM);
    byte[] der = enveloped.toDer();

    Sm2DecryptionKey opened = Sm2EnvelopedKey.fromDer(der).open(published);

    assertThat(opened.toPrivateKeyPem()).isEqualTo(key.toPrivateKeyPem());
    assertThat(enveloped.publicKey()).isEqualTo(key.publicKey());
    SigningKey stranger = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    assertThatThrownBy(() -> enveloped.open(stranger)).isInstanceOf(DecryptionException.class);
    assertThatThrownBy(() -> enveloped.open(SigningKey.generate(SignatureAlgorithm.ED25519)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyChangedByteOfAnEnvelopedKeyIsNoticed() {
    Sm2DecryptionKey key = Sm2DecryptionKey.generate(RANDOM);
    byte[] der =
        Sm2EnvelopedKey.wrap(key, Sm2PublicKey.of(published.verificationKey()), RANDOM).toDer();
    for (int i = 0; i < der.length; i++) {
      byte[] changed = der.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> Sm2EnvelopedKey.fromDer(changed).open(published))
          .as("byte %d", i)
          .isInstanceOfAny(IllegalArgumentException.class, DecryptionException.class);
    }
    assertThatThrownBy(() -> Sm2EnvelopedKey.fromDer(Arrays.copyOf(der, der.length + 1)))
        .hasMessageContaining("SM2EnvelopedKey");
  }

  @Test
  void aDecryptionKeyIsAnSm2KeyWithItsOwnCertificate() {
    SigningKey ed25519 = SigningKey.generate(SignatureAlgorithm.ED25519);

    assertThatThrownBy(() -> Sm2DecryptionKey.fromPem(ed25519.toPrivateKeyPem()))
        .hasMessageContaining("not an SM2 key");
  }

  private static RawKeyAccess token() {
    return RawKeyAccess.acknowledged();
  }
}
