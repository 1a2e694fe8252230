package io.github.citydc.signing.cms;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.Sm2Signature;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedCertificate;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;

/** Verifies the signers of one content. */
final class SignerInfoCheck {

  private static final int MAXIMUM_SIGNERS = 32;

  /** SM3, and SM3 without a key, GM/T 0006. */
  private static final Set<String> DIGESTS = Set.of("1.2.156.10197.1.401", "1.2.156.10197.1.401.1");

  private static final Set<ASN1ObjectIdentifier> SIGNATURES =
      Set.of(GMObjectIdentifiers.sm2sign, GMObjectIdentifiers.sm2sign_with_sm3);

  private final TrustStore trust;
  private final List<X509Certificate> certificates;
  private final Instant at;

  SignerInfoCheck(TrustStore trust, ASN1Set certificates, Instant at) throws IOException {
    this.trust = trust;
    this.at = at;
    this.certificates = new ArrayList<>();
    for (ASN1Encodable certificate : certificates) {
      this.certificates.add(Certificates.fromDer(certificate.toASN1Primitive().getEncoded("DER")));
    }
  }

  List<VerifiedSignature> verify(
      ASN1Set infos, ASN1ObjectIdentifier contentType, SignedBytes content) {
    if (infos.size() == 0 || infos.size() > MAXIMUM_SIGNERS) {
      throw new VerificationException(
          infos.size() == 0 ? ProblemCode.SIGNATURE_MISSING : ProblemCode.SIGNATURE_INVALID,
          "the message has " + infos.size() + " signers, not 1 to " + MAXIMUM_SIGNERS);
    }
    List<VerifiedSignature> verified = new ArrayList<>();
    for (ASN1Encodable info : infos) {
      verified.add(verify(SignerInfo.getInstance(info), contentType, content));
    }
    return List.copyOf(verified);
  }

  private VerifiedSignature verify(
      SignerInfo info, ASN1ObjectIdentifier contentType, SignedBytes content) {
    requireAlgorithms(info);
    TrustedCertificate signer = trust.validate(chain(info), at);
    ASN1Set attributes = info.getAuthenticatedAttributes();
    if (attributes == null) {
      verify(signer.key(), plain(content), info);
      return new VerifiedSignature(signer, Optional.empty());
    }
    AttributeTable table = new AttributeTable(attributes);
    byte[] digest =
        ASN1OctetString.getInstance(only(table, CMSAttributes.messageDigest)).getOctets();
    if (!MessageDigest.isEqual(digest, content.digest())) {
      throw new VerificationException(
          ProblemCode.DIGEST_MISMATCH, "the content is not the one that was signed");
    }
    if (!only(table, CMSAttributes.contentType).equals(contentType)) {
      throw invalid("the type of the content is not the one that was signed");
    }
    verify(signer.key(), SignerInfoWriter.der(attributes), info);
    return new VerifiedSignature(signer, signingTime(table));
  }

  private static void requireAlgorithms(SignerInfo info) {
    String digest = info.getDigestAlgorithm().getAlgorithm().getId();
    ASN1ObjectIdentifier signature = info.getDigestEncryptionAlgorithm().getAlgorithm();
    if (!DIGESTS.contains(digest) || !SIGNATURES.contains(signature)) {
      throw invalid(
          "the digest "
              + digest
              + " with the signature "
              + signature.getId()
              + " is not SM3 with SM2");
    }
  }

  private List<X509Certificate> chain(SignerInfo info) {
    ASN1Encodable id = info.getSID().getId();
    if (id instanceof ASN1TaggedObject) {
      throw invalid("the signer is not named by issuer and serial number");
    }
    IssuerAndSerialNumber signer = IssuerAndSerialNumber.getInstance(id);
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      chain.add(names(signer, certificate) ? 0 : chain.size(), certificate);
    }
    if (chain.isEmpty() || !names(signer, chain.get(0))) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, "the certificate of the signer is not in the message");
    }
    return chain;
  }

  /** Names are compared as names: products write the same one with other string types. */
  private static boolean names(IssuerAndSerialNumber id, X509Certificate certificate) {
    IssuerAndSerialNumber its = SignerInfoWriter.identifier(certificate);
    return its.getSerialNumber().equals(id.getSerialNumber()) && its.getName().equals(id.getName());
  }

  private static void verify(VerificationKey key, byte[] signed, SignerInfo info) {
    if (key.algorithm() != SignatureAlgorithm.SM2_SM3) {
      throw invalid("the key of the signer is not an SM2 key");
    }
    byte[] raw;
    try {
      raw = Sm2Signature.fromDer(info.getEncryptedDigest().getOctets()).toRaw();
    } catch (IllegalArgumentException e) {
      throw invalid("the signature is malformed");
    }
    key.verify(signed, raw);
  }

  /** Attributes handed out as a content would make a signature over them one over the content. */
  private static byte[] plain(SignedBytes content) {
    byte[] bytes =
        content
            .bytes()
            .orElseThrow(
                () ->
                    invalid(
                        "a signature without attributes is verified up to "
                            + SignedBytes.KEPT
                            + " bytes of content"));
    if (bytes.length > 0 && bytes[0] == 0x31 && isSet(bytes)) {
      throw invalid("the content looks like the attributes of another signature");
    }
    return bytes;
  }

  private static boolean isSet(byte[] bytes) {
    try {
      return ASN1Primitive.fromByteArray(bytes) instanceof ASN1Set;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static ASN1Primitive only(AttributeTable table, ASN1ObjectIdentifier type) {
    Attribute attribute = table.get(type);
    if (attribute == null
        || table.getAll(type).size() != 1
        || attribute.getAttrValues().size() != 1) {
      throw invalid("the attribute " + type.getId() + " does not stand exactly once");
    }
    return attribute.getAttrValues().getObjectAt(0).toASN1Primitive();
  }

  private static Optional<Instant> signingTime(AttributeTable table) {
    if (table.get(CMSAttributes.signingTime) == null) {
      return Optional.empty();
    }
    ASN1Primitive time = only(table, CMSAttributes.signingTime);
    return Optional.of(Time.getInstance(time).getDate().toInstant());
  }

  private static VerificationException invalid(String detail) {
    return new VerificationException(ProblemCode.SIGNATURE_INVALID, detail);
  }
}
