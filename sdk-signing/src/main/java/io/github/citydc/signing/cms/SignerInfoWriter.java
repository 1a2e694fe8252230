package io.github.citydc.signing.cms;

import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2Signature;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** Makes {@code SignerInfo}: what a signer says about a content, GM/T 0010 §8.1. */
final class SignerInfoWriter {

  static final AlgorithmIdentifier SM3 = new AlgorithmIdentifier(GMObjectIdentifiers.sm3);

  private final SigningKey key;
  private final CmsForm form;
  private final Clock clock;

  SignerInfoWriter(SigningKey key, CmsForm form, Clock clock) {
    if (key.algorithm() != SignatureAlgorithm.SM2_SM3) {
      throw new IllegalArgumentException("CMS is signed with an SM2 key here, not " + key);
    }
    if (key.certificates().isEmpty()) {
      throw new IllegalArgumentException("A key that signs CMS comes with its certificate");
    }
    this.key = key;
    this.form = form;
    this.clock = clock;
  }

  /** The certificates, {@code [0] IMPLICIT}. */
  DERTaggedObject certificates() {
    ASN1EncodableVector certificates = new ASN1EncodableVector();
    key.certificates().forEach(certificate -> certificates.add(structure(certificate)));
    return new DERTaggedObject(false, 0, new DERSet(certificates));
  }

  DERSet signerInfos(byte[] digest) {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    attributes.add(attribute(CMSAttributes.contentType, ContentType.DATA.oid(form)));
    attributes.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest)));
    attributes.add(attribute(CMSAttributes.signingTime, new Time(Date.from(clock.instant()))));
    ASN1Set signed = new DERSet(attributes);
    SignerInfo info =
        new SignerInfo(
            new SignerIdentifier(identifier(key.certificates().get(0))),
            SM3,
            signed,
            new AlgorithmIdentifier(
                form == CmsForm.GM
                    ? GMObjectIdentifiers.sm2sign
                    : GMObjectIdentifiers.sm2sign_with_sm3),
            new DEROctetString(Sm2Signature.fromRaw(key.sign(der(signed))).toDer()),
            (ASN1Set) null);
    return new DERSet(info);
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  static byte[] der(ASN1Set attributes) {
    try {
      return attributes.getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalArgumentException("attributes that cannot be encoded", e);
    }
  }

  static Certificate structure(X509Certificate certificate) {
    try {
      return Certificate.getInstance(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("The certificate has no DER form", e);
    }
  }

  static IssuerAndSerialNumber identifier(X509Certificate certificate) {
    return new IssuerAndSerialNumber(structure(certificate));
  }
}
