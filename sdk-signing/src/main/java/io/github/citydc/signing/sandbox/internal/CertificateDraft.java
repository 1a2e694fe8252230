package io.github.citydc.signing.sandbox.internal;

import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.trust.internal.KeyContentSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** A certificate before its issuer signs it. */
public final class CertificateDraft {

  /** Positive, and within the 20 octets of RFC 5280 §4.1.2.2. */
  private static final int SERIAL_BITS = 127;

  private static final int KEY_IDENTIFIER_BYTES = 20;

  private final X500Name subject;
  private final SubjectPublicKeyInfo subjectKey;
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private Instant notBefore = Instant.EPOCH;
  private Instant notAfter = Instant.EPOCH;

  public CertificateDraft(X500Name subject, VerificationKey subjectKey) {
    this.subject = subject;
    this.subjectKey = info(subjectKey);
    with(
        Extension.subjectKeyIdentifier,
        false,
        new SubjectKeyIdentifier(identifier(this.subjectKey)));
  }

  /** The subject of a certificate, byte for byte as it stands there. */
  public static X500Name subjectOf(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded()).getSubject();
    } catch (CertificateEncodingException | IOException e) {
      throw new IllegalArgumentException("A certificate is malformed", e);
    }
  }

  private static SubjectPublicKeyInfo info(VerificationKey key) {
    return SubjectPublicKeyInfo.getInstance(key.toSubjectPublicKeyInfo());
  }

  private static byte[] identifier(SubjectPublicKeyInfo key) {
    return Arrays.copyOf(
        DigestAlgorithm.SM3.digest(key.getPublicKeyData().getOctets()), KEY_IDENTIFIER_BYTES);
  }

  public CertificateDraft validFrom(Instant first, Instant last) {
    this.notBefore = first;
    this.notAfter = last;
    return this;
  }

  public CertificateDraft with(
      ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value) {
    try {
      extensions.addExtension(extension, critical, value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("An extension is encoded in memory", e);
    }
  }

  public X509Certificate signedBy(SigningKey issuerKey, X500Name issuer, SecureRandom random) {
    with(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(identifier(info(issuerKey.verificationKey()))));
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
            Date.from(notBefore),
            Date.from(notAfter),
            subject,
            subjectKey);
    try {
      for (ASN1ObjectIdentifier oid : extensions.generate().getExtensionOIDs()) {
        builder.addExtension(extensions.getExtension(oid));
      }
      X509CertificateHolder holder = builder.build(new KeyContentSigner(issuerKey));
      return Certificates.fromDer(holder.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException("A certificate is encoded in memory", e);
    }
  }
}
