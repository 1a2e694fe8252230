package io.github.citydc.signing.cms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.Sm2Signature;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CmsTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");
  private static final byte[] CONTENT = "a document for the city".getBytes(US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final SandboxCa CA = SandboxCa.create("sandbox", CLOCK, RANDOM);
  private static final TrustStore TRUST = TrustStore.of(List.of(CA.root()));
  private static final SigningKey KEY = CA.issue(NODE);
  private static final DualKeys HUB_KEYS = CA.issueDual(HUB);

  private final CmsVerifier verifier = new CmsVerifier(TRUST);
  private final CmsDecrypter decrypter = new CmsDecrypter(HUB_KEYS.decryption());

  @ParameterizedTest
  @EnumSource
  void aContentThatGoesAlongComesBackWithItsSigner(CmsForm form) {
    byte[] cms = signer(form).sign(CONTENT);

    SignedContent verified = verifier.verify(cms, NOW);

    assertThat(verified.content()).isEqualTo(CONTENT);
    assertThat(verified.signatures()).hasSize(1);
    assertThat(verified.signatures().get(0).signer().node()).isEqualTo(NODE);
    assertThat(verified.signatures().get(0).signingTime()).contains(NOW);
  }

  @ParameterizedTest
  @EnumSource
  void aDetachedSignatureFitsItsContentOnly(CmsForm form) {
    byte[] cms = signer(form).signDetached(CONTENT);

    assertThat(verifier.verifyDetached(cms, CONTENT, NOW)).hasSize(1);
    refused(() -> verifier.verifyDetached(cms, new byte[1], NOW), ProblemCode.DIGEST_MISMATCH);
    refused(() -> verifier.verify(cms, NOW), ProblemCode.SIGNATURE_MISSING);
    assertThatThrownBy(() -> verifier.verifyDetached(signer(form).sign(CONTENT), CONTENT, NOW))
        .hasMessageContaining("the content is inside");
  }

  @Test
  void theIdentifiersAreThoseOfTheForm() {
    String gm = Hex.toHexString(signer(CmsForm.GM).sign(CONTENT));
    String pkcs7 = Hex.toHexString(signer(CmsForm.PKCS7).sign(CONTENT));

    assertThat(gm).contains("060a2a811ccf550601040202").contains("060a2a811ccf550601040201");
    assertThat(pkcs7).contains("06092a864886f70d010702").doesNotContain("2a811ccf5506010402");
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheReceiverOpensWhatWasEncryptedForIt(CmsForm form) {
    byte[] cms = new CmsEncrypter(List.of(hub()), form, RANDOM).encrypt(CONTENT);

    assertThat(decrypter.decrypt(cms)).isEqualTo(CONTENT);
    Sm2DecryptionKey bare = Sm2DecryptionKey.fromPem(HUB_KEYS.decryption().toPrivateKeyPem());
    assertThat(new CmsDecrypter(bare).decrypt(cms)).isEqualTo(CONTENT);
    CmsDecrypter stranger = new CmsDecrypter(CA.issueDual(HUB).decryption());
    assertThatThrownBy(() -> stranger.decrypt(cms))
        .isInstanceOf(DecryptionException.class)
        .hasMessageContaining("was not encrypted for");
    assertThat(new String(cms, US_ASCII)).doesNotContain("document");
  }

  @Test
  void base64WhereBytesAreExpectedIsRefusedByName() {
    byte[] encrypted = new CmsEncrypter(List.of(hub()), CmsForm.GM, RANDOM).encrypt(CONTENT);
    byte[] base64 = Base64.getMimeEncoder().encode(encrypted);
    byte[] pem = ("-----BEGIN PKCS7-----\n" + new String(base64, US_ASCII)).getBytes(US_ASCII);

    for (byte[] text : List.of(base64, pem)) {
      assertThatThrownBy(() -> decrypter.decrypt(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Base64 or PEM text");
    }
  }

  @Test
  void encryptedContentInDerIsOneString() throws Exception {
    byte[] cms = new CmsEncrypter(List.of(hub()), CmsForm.GM, RANDOM).encrypt(CONTENT);
    ASN1Sequence data =
        ASN1Sequence.getInstance(
            ContentInfo.getInstance(ASN1Sequence.getInstance(cms)).getContent());
    ASN1Sequence content = ASN1Sequence.getInstance(data.getObjectAt(2));

    assertThat(Hex.toHexString(content.getObjectAt(2).toASN1Primitive().getEncoded()))
        .startsWith("8020");
  }

  @Test
  void everyReceiverOfAMessageForSeveralOpensIt() {
    DualKeys other = CA.issueDual(NODE);
    byte[] cms =
        new CmsEncrypter(List.of(receiver(other), hub()), CmsForm.GM, RANDOM).encrypt(CONTENT);

    assertThat(decrypter.decrypt(cms)).isEqualTo(CONTENT);
    assertThat(new CmsDecrypter(other.decryption()).decrypt(cms)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSignedAndEnvelopedIsBoth(CmsForm form) {
    CmsEncrypter encrypter = new CmsEncrypter(List.of(hub()), form, RANDOM);
    byte[] cms = encrypter.signAndEncrypt(signer(form), CONTENT);

    SignedContent opened = decrypter.decryptAndVerify(cms, verifier, NOW);

    assertThat(opened.content()).isEqualTo(CONTENT);
    assertThat(opened.signatures().get(0).signer().node()).isEqualTo(NODE);
    CmsVerifier others = new CmsVerifier(TrustStore.of(List.of(SandboxCa.create("x").root())));
    refused(() -> decrypter.decryptAndVerify(cms, others, NOW), ProblemCode.CERTIFICATE_UNTRUSTED);
    CmsSigner otherForm = signer(form == CmsForm.GM ? CmsForm.PKCS7 : CmsForm.GM);
    assertThatThrownBy(() -> encrypter.signAndEncrypt(otherForm, CONTENT))
        .hasMessageContaining("The signer writes the form");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 8191, 8192, 100_000})
  void everyLengthGoesThroughStreamsAndBytes(int length) throws Exception {
    byte[] content = new byte[length];
    RANDOM.nextBytes(content);
    CmsEncrypter encrypter = new CmsEncrypter(List.of(hub()), CmsForm.GM, RANDOM);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    ByteArrayOutputStream both = new ByteArrayOutputStream();

    signer(CmsForm.GM).sign(new ByteArrayInputStream(content), signed);
    encrypter.encrypt(new ByteArrayInputStream(content), encrypted);
    encrypter.signAndEncrypt(signer(CmsForm.GM), new ByteArrayInputStream(content), both);

    assertThat(verifier.verify(signed.toByteArray(), NOW).content()).isEqualTo(content);
    assertThat(decrypter.decrypt(encrypted.toByteArray())).isEqualTo(content);
    assertThat(decrypter.decryptAndVerify(both.toByteArray(), verifier, NOW).content())
        .isEqualTo(content);
    assertThat(verifier.verify(signer(CmsForm.GM).sign(content), NOW).content()).isEqualTo(content);
    assertThat(decrypter.decrypt(encrypter.encrypt(content))).isEqualTo(content);
  }

  @Test
  void aContentLargerThanMemoryIsWorthGoesThrough() throws Exception {
    long size = 64L * 1024 * 1024;
    try (PipedInputStream cms = new PipedInputStream(1 << 16);
        PipedOutputStream out = new PipedOutputStream(cms)) {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> {
                try (out) {
                  signer(CmsForm.GM).sign(new Zeros(size), out);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      Count count = new Count();

      List<VerifiedSignature> signatures = verifier.verify(cms, count, NOW);

      writing.join();
      assertThat(signatures).hasSize(1);
      assertThat(count.bytes).isEqualTo(size);
    }
  }

  @Test
  void everyChangedByteOfASignedMessageIsNoticedOrChangesNothing() {
    byte[] cms = signer(CmsForm.GM).sign(CONTENT);
    for (int i = 0; i < cms.length; i++) {
      byte[] changed = cms.clone();
      changed[i] ^= 1;
      Throwable thrown =
          catchThrowable(
              () -> assertThat(verifier.verify(changed, NOW).content()).isEqualTo(CONTENT));
      if (thrown != null) {
        assertThat(thrown)
            .as("byte %d", i)
            .isInstanceOfAny(IllegalArgumentException.class, VerificationException.class);
      }
    }
  }

  @Tag("slow")
  @Test
  void everyChangedByteOfASignedAndEnvelopedMessageIsNoticedOrChangesNothing() {
    CmsEncrypter encrypter = new CmsEncrypter(List.of(hub()), CmsForm.GM, RANDOM);
    byte[] cms = encrypter.signAndEncrypt(signer(CmsForm.GM), CONTENT);
    for (int i = 0; i < cms.length; i++) {
      byte[] changed = cms.clone();
      changed[i] ^= 1;
      Throwable thrown =
          catchThrowable(
              () ->
                  assertThat(decrypter.decryptAndVerify(changed, verifier, NOW).content())
                      .isEqualTo(CONTENT));
      if (thrown != null) {
        assertThat(thrown)
            .as("byte %d", i)
            .isInstanceOfAny(
                IllegalArgumentException.class,
                VerificationException.class,
                DecryptionException.class);
      }
    }
  }

  @Test
  void whatIsCutOrLengthenedIsRefused() throws Exception {
    ByteArrayOutputStream ber = new ByteArrayOutputStream();
    signer(CmsForm.GM).sign(new ByteArrayInputStream(CONTENT), ber);
    CmsEncrypter encrypter = new CmsEncrypter(List.of(hub()), CmsForm.GM, RANDOM);
    byte[] encrypted = encrypter.encrypt(CONTENT);
    for (byte[] cms : List.of(signer(CmsForm.GM).sign(CONTENT), ber.toByteArray())) {
      for (int length = 0; length < cms.length; length++) {
        byte[] cut = Arrays.copyOf(cms, length);
        assertThatThrownBy(() -> verifier.verify(cut, NOW))
            .as("%d bytes", length)
            .isInstanceOf(IllegalArgumentException.class);
      }
      byte[] lengthened = Arrays.copyOf(cms, cms.length + 1);
      assertThatThrownBy(() -> verifier.verify(lengthened, NOW))
          .hasMessageContaining("behind its end");
    }
    assertThatThrownBy(() -> decrypter.decrypt(Arrays.copyOf(encrypted, encrypted.length + 1)))
        .hasMessageContaining("behind its end");
    assertThatThrownBy(() -> decrypter.decrypt(signer(CmsForm.GM).sign(CONTENT)))
        .hasMessageContaining("it is SIGNED, not ENVELOPED");
  }

  @Test
  void aLengthThatIsOnlyClaimedCostsNoMemory() {
    // SignedData whose set of digest algorithms claims almost 2 GiB.
    byte[] cms =
        Hex.decode(
            "3080" + "060a2a811ccf550601040202" + "a080" + "3080" + "020101" + "31847ffffff0");

    assertThatThrownBy(() -> verifier.verify(cms, NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                verifier.verify(
                    new BufferedInputStream(new ByteArrayInputStream(cms)), new Count(), NOW))
        .isInstanceOfAny(IOException.class, IllegalArgumentException.class);
  }

  @Test
  void bothIdentifiersOfTheSignatureAreAccepted() throws Exception {
    for (String oid : List.of("1.2.156.10197.1.301.1", "1.2.156.10197.1.501")) {
      byte[] cms = withSigner(info -> resigned(info, oid, info.getAuthenticatedAttributes()));
      assertThat(verifier.verify(cms, NOW).signatures()).hasSize(1);
    }
    byte[] sha256Rsa =
        withSigner(
            info -> resigned(info, "1.2.840.113549.1.1.11", info.getAuthenticatedAttributes()));
    refused(() -> verifier.verify(sha256Rsa, NOW), ProblemCode.SIGNATURE_INVALID);
  }

  @Test
  void aSignatureWithoutAttributesIsVerifiedOverTheContent() throws Exception {
    byte[] cms =
        withSigner(
            info ->
                new SignerInfo(
                    info.getSID(),
                    info.getDigestAlgorithm(),
                    (ASN1Set) null,
                    info.getDigestEncryptionAlgorithm(),
                    new DEROctetString(Sm2Signature.fromRaw(KEY.sign(CONTENT)).toDer()),
                    (ASN1Set) null));

    SignedContent verified = verifier.verify(cms, NOW);

    assertThat(verified.signatures().get(0).signingTime()).isEmpty();
    byte[] stripped =
        withSigner(
            info ->
                new SignerInfo(
                    info.getSID(),
                    info.getDigestAlgorithm(),
                    (ASN1Set) null,
                    info.getDigestEncryptionAlgorithm(),
                    info.getEncryptedDigest(),
                    (ASN1Set) null));
    refused(() -> verifier.verify(stripped, NOW), ProblemCode.SIGNATURE_INVALID);
  }

  @Test
  void signedAttributesCannotBePassedOffAsContent() throws Exception {
    SignedData data = signedData(signer(CmsForm.GM).sign(CONTENT));
    SignerInfo info = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    byte[] attributes = info.getAuthenticatedAttributes().getEncoded("DER");
    SignerInfo stripped =
        new SignerInfo(
            info.getSID(),
            info.getDigestAlgorithm(),
            (ASN1Set) null,
            info.getDigestEncryptionAlgorithm(),
            info.getEncryptedDigest(),
            (ASN1Set) null);
    byte[] cms = message(data, new DERSet(stripped), attributes);

    assertThatThrownBy(() -> verifier.verify(cms, NOW))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("looks like the attributes");
  }

  @Test
  void aMessageWithoutSignersIsRefused() throws Exception {
    SignedData data = signedData(signer(CmsForm.GM).sign(CONTENT));
    byte[] cms = message(data, new DERSet(), CONTENT);

    refused(() -> verifier.verify(cms, NOW), ProblemCode.SIGNATURE_MISSING);
  }

  @Test
  void oneGoodSignerDoesNotCoverABadOne() throws Exception {
    SignedData data = signedData(signer(CmsForm.GM).sign(CONTENT));
    SignerInfo good = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    SignerInfo bad =
        new SignerInfo(
            good.getSID(),
            good.getDigestAlgorithm(),
            good.getAuthenticatedAttributes(),
            good.getDigestEncryptionAlgorithm(),
            new DEROctetString(Sm2Signature.fromRaw(KEY.sign(CONTENT)).toDer()),
            (ASN1Set) null);
    byte[] cms = message(data, new DERSet(new ASN1Encodable[] {good, bad}), CONTENT);

    refused(() -> verifier.verify(cms, NOW), ProblemCode.SIGNATURE_INVALID);
  }

  @Test
  void signersOfOthersAndOfAnotherTimeAreRefused() {
    byte[] cms = signer(CmsForm.GM).sign(CONTENT);
    SigningKey foreign = SandboxCa.create("x", CLOCK, RANDOM).issue(NODE);
    byte[] others = new CmsSigner(foreign, CmsForm.GM, CLOCK).sign(CONTENT);

    refused(
        () -> verifier.verify(cms, NOW.plusSeconds(400 * 86_400L)),
        ProblemCode.CERTIFICATE_NOT_VALID);
    refused(() -> verifier.verify(others, NOW), ProblemCode.CERTIFICATE_UNTRUSTED);
  }

  @Test
  void keysThatCannotSignCmsAreRefusedAtOnce() {
    SigningKey bare = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    SigningKey ed25519 = SigningKey.generate(SignatureAlgorithm.ED25519);

    assertThatThrownBy(() -> new CmsSigner(bare, CmsForm.GM, CLOCK))
        .hasMessageContaining("comes with its certificate");
    assertThatThrownBy(() -> new CmsSigner(ed25519, CmsForm.GM, CLOCK))
        .hasMessageContaining("with an SM2 key");
    assertThatThrownBy(() -> new CmsEncrypter(List.of(), CmsForm.GM, RANDOM))
        .hasMessageContaining("at least one receiver");
  }

  @Test
  void noTextShowsContentOrKeys() {
    SignedContent content = verifier.verify(signer(CmsForm.GM).sign(CONTENT), NOW);

    assertThat(content + " " + decrypter + signer(CmsForm.GM) + verifier + hub())
        .doesNotContain("document")
        .contains("23 bytes");
  }

  private static CmsSigner signer(CmsForm form) {
    return new CmsSigner(KEY, form, CLOCK);
  }

  private static TrustedReceiver hub() {
    return receiver(HUB_KEYS);
  }

  private static TrustedReceiver receiver(DualKeys keys) {
    return TRUST.validateForEncryption(List.of(keys.decryption().certificate().orElseThrow()), NOW);
  }

  private interface Change {
    SignerInfo apply(SignerInfo info) throws Exception;
  }

  private static byte[] withSigner(Change change) throws Exception {
    SignedData data = signedData(signer(CmsForm.GM).sign(CONTENT));
    SignerInfo info = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    return message(data, new DERSet(change.apply(info)), CONTENT);
  }

  private static SignerInfo resigned(SignerInfo info, String oid, ASN1Set attributes)
      throws Exception {
    byte[] signature = Sm2Signature.fromRaw(KEY.sign(attributes.getEncoded("DER"))).toDer();
    return new SignerInfo(
        info.getSID(),
        info.getDigestAlgorithm(),
        attributes,
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)),
        new DEROctetString(signature),
        (ASN1Set) null);
  }

  private static SignedData signedData(byte[] cms) {
    return SignedData.getInstance(
        ContentInfo.getInstance(ASN1Sequence.getInstance(cms)).getContent());
  }

  private static byte[] message(SignedData data, ASN1Set signers, byte[] content) throws Exception {
    ASN1EncodableVector inner = new ASN1EncodableVector();
    inner.add(ContentType.DATA.oid(CmsForm.GM));
    inner.add(new DERTaggedObject(true, 0, new DEROctetString(content)));
    ASN1EncodableVector members = new ASN1EncodableVector();
    members.add(data.getVersion());
    members.add(data.getDigestAlgorithms());
    members.add(new DERSequence(inner));
    members.add(new DERTaggedObject(false, 0, data.getCertificates()));
    members.add(signers);
    return new ContentInfo(ContentType.SIGNED.oid(CmsForm.GM), new DERSequence(members))
        .getEncoded("DER");
  }

  private static void refused(ThrowingCallable call, ProblemCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int given = (int) Math.min(left, length);
      left -= given;
      return given == 0 ? -1 : given;
    }
  }

  private static final class Count extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] written, int offset, int length) {
      bytes += length;
    }
  }
}
