package io.github.citydc.signing.cms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Openssl;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Messages made here, opened and verified by OpenSSL as far as it goes: version 3.0 parses them,
 * but has no SM2 in its own CMS, so that signature and ciphertext are handed to it part by part.
 */
@Tag("processes")
class CmsOpensslTest {

  private static final byte[] CONTENT = "a document for the city".getBytes(US_ASCII);

  private final SandboxCa ca = SandboxCa.create("sandbox");
  private final DualKeys keys = ca.issueDual(NodeId.parse("440106:11440106007482911C:grid"));

  @TempDir private Path folder;
  private Openssl openssl;

  @BeforeEach
  void findOpenssl() {
    openssl = Openssl.in(folder);
  }

  @ParameterizedTest
  @EnumSource
  void opensslParsesWhatIsMadeHere(CmsForm form) throws Exception {
    Files.write(folder.resolve("signed"), signer(form).sign(CONTENT));
    Files.write(folder.resolve("encrypted"), encrypter(form).encrypt(CONTENT));
    Files.write(folder.resolve("both"), encrypter(form).signAndEncrypt(signer(form), CONTENT));

    for (String file : List.of("signed", "encrypted", "both")) {
      assertThat(openssl.run("asn1parse", "-inform", "DER", "-in", file)).contains("SEQUENCE");
    }
    // One string, not pieces of it: products that read DER only insist on it.
    assertThat(openssl.run("asn1parse", "-inform", "DER", "-in", "encrypted"))
        .contains("prim: cont [ 0 ]");
    if (form == CmsForm.PKCS7) {
      for (String file : List.of("signed", "encrypted")) {
        assertThat(openssl.run("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", file))
            .contains("issuerAndSerialNumber");
      }
    }
  }

  @Test
  void opensslVerifiesTheSignatureOverTheAttributes() throws Exception {
    SignedData data = SignedData.getInstance(content(signer(CmsForm.GM).sign(CONTENT)));
    SignerInfo info = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    Files.write(folder.resolve("attributes"), info.getAuthenticatedAttributes().getEncoded("DER"));
    Files.write(folder.resolve("signature"), info.getEncryptedDigest().getOctets());
    Files.writeString(
        folder.resolve("public"),
        Pem.write("PUBLIC KEY", keys.signing().verificationKey().toSubjectPublicKeyInfo()));

    assertThat(
            openssl.run(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                "public",
                "-rawin",
                "-digest",
                "sm3",
                "-in",
                "attributes",
                "-sigfile",
                "signature",
                "-pkeyopt",
                "distid:1234567812345678"))
        .contains("Verified Successfully");
  }

  @Test
  void opensslDecryptsKeyAndContent() throws Exception {
    ASN1Sequence data = ASN1Sequence.getInstance(content(encrypter(CmsForm.GM).encrypt(CONTENT)));
    ASN1Sequence receiver =
        ASN1Sequence.getInstance(ASN1Set.getInstance(data.getObjectAt(1)).getObjectAt(0));
    EncryptedContentInfo content = EncryptedContentInfo.getInstance(data.getObjectAt(2));
    byte[] iv =
        ASN1OctetString.getInstance(content.getContentEncryptionAlgorithm().getParameters())
            .getOctets();
    Files.write(
        folder.resolve("wrapped"),
        ASN1OctetString.getInstance(receiver.getObjectAt(3)).getOctets());
    Files.write(folder.resolve("ciphertext"), content.getEncryptedContent().getOctets());
    Files.writeString(folder.resolve("key"), keys.decryption().toPrivateKeyPem());

    openssl.run("pkeyutl", "-decrypt", "-inkey", "key", "-in", "wrapped", "-out", "sm4");
    openssl.run(
        "enc",
        "-d",
        "-sm4-cbc",
        "-K",
        Hex.toHexString(Files.readAllBytes(folder.resolve("sm4"))),
        "-iv",
        Hex.toHexString(iv),
        "-in",
        "ciphertext",
        "-out",
        "plaintext");

    assertThat(Files.readAllBytes(folder.resolve("plaintext"))).isEqualTo(CONTENT);
  }

  private static ASN1Encodable content(byte[] cms) {
    return ContentInfo.getInstance(ASN1Sequence.getInstance(cms)).getContent();
  }

  private CmsSigner signer(CmsForm form) {
    return new CmsSigner(keys.signing(), form, Clock.systemUTC());
  }

  private CmsEncrypter encrypter(CmsForm form) {
    return new CmsEncrypter(
        List.of(
            TrustStore.of(List.of(ca.root()))
                .validateForEncryption(
                    List.of(keys.decryption().certificate().orElseThrow()), Instant.now())),
        form,
        new SecureRandom());
  }
}
