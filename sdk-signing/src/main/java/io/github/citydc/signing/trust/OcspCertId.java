package io.github.citydc.signing.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * How OCSP names a certificate, RFC 6960 §4.1.1: by its serial number and digests of the name and
 * the key of its issuer. The digests find an issuer, they prove nothing; SHA-1, which every
 * responder knows, does no harm.
 */
final class OcspCertId {

  private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> DIGESTS =
      Map.of(
          OIWObjectIdentifiers.idSHA1, SHA1Digest::new,
          NISTObjectIdentifiers.id_sha256, SHA256Digest::new,
          GMObjectIdentifiers.sm3, SM3Digest::new);

  private OcspCertId() {}

  /** The name of a certificate in our requests. */
  static CertID of(ParsedCertificate certificate, ParsedCertificate issuer) {
    Supplier<Digest> sha1 = SHA1Digest::new;
    return new CertID(
        new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
        new DEROctetString(digest(sha1.get(), name(issuer))),
        new DEROctetString(keyDigest(issuer)),
        new ASN1Integer(certificate.serial()));
  }

  /** Returns whether this names the certificate, by whichever digest. */
  static boolean names(CertID id, ParsedCertificate certificate, ParsedCertificate issuer) {
    Supplier<Digest> digest = DIGESTS.get(id.getHashAlgorithm().getAlgorithm());
    return digest != null
        && id.getSerialNumber().hasValue(certificate.serial())
        && Arrays.equals(id.getIssuerNameHash().getOctets(), digest(digest.get(), name(issuer)))
        && Arrays.equals(id.getIssuerKeyHash().getOctets(), digest(digest.get(), key(issuer)));
  }

  /** The SHA-1 of the key of a responder, RFC 6960 §4.2.2.3. */
  static byte[] keyDigest(ParsedCertificate owner) {
    return digest(new SHA1Digest(), key(owner));
  }

  private static byte[] name(ParsedCertificate issuer) {
    try {
      return issuer.subject().getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException("A name is encoded in memory", e);
    }
  }

  private static byte[] key(ParsedCertificate owner) {
    return owner.holder().getSubjectPublicKeyInfo().getPublicKeyData().getBytes();
  }

  private static byte[] digest(Digest digest, byte[] content) {
    byte[] result = new byte[digest.getDigestSize()];
    digest.update(content, 0, content.length);
    digest.doFinal(result, 0);
    return result;
  }
}
