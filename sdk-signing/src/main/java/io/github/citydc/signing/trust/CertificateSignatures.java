package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.Sm2Signature;
import io.github.citydc.signing.VerificationKey;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Verifies that something was signed with the key of a certificate, RFC 5280 §4.1.1.3. */
final class CertificateSignatures {

  private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> RSA =
      Map.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption, SHA256Digest::new,
          PKCSObjectIdentifiers.sha384WithRSAEncryption, SHA384Digest::new,
          PKCSObjectIdentifiers.sha512WithRSAEncryption, SHA512Digest::new);

  private CertificateSignatures() {}

  /**
   * Returns if the signature is genuine.
   *
   * @throws IllegalArgumentException if it is not; the message says why
   */
  static void verify(ParsedCertificate certificate, ParsedCertificate issuer) {
    AlgorithmIdentifier algorithm = certificate.holder().getSignatureAlgorithm();
    if (!algorithm.equals(certificate.holder().getTBSCertificate().getSignature())) {
      throw new IllegalArgumentException("it names two signature algorithms");
    }
    try {
      byte[] signed = certificate.holder().getTBSCertificate().getEncoded("DER");
      verify(algorithm, signed, new DERBitString(certificate.signature()), issuer);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not encodable as DER", e);
    }
  }

  /**
   * Returns if what an issuer signed is genuine: a certificate, a list or a response about them.
   *
   * @throws IllegalArgumentException if it is not; the message says why
   */
  static void verify(
      AlgorithmIdentifier algorithm,
      byte[] signed,
      ASN1BitString signature,
      ParsedCertificate issuer) {
    Supplier<Digest> rsaDigest = RSA.get(algorithm.getAlgorithm());
    try {
      if (rsaDigest != null) {
        verifyRsa(rsaDigest.get(), issuer, signed, signature.getOctets());
      } else {
        VerificationKey key = issuer.key();
        key.verify(
            signed, onTheWire(algorithm.getAlgorithm(), key.algorithm(), signature.getOctets()));
      }
    } catch (IOException | IllegalStateException | VerificationException e) {
      throw new IllegalArgumentException(
          "its signature does not verify with the key of its issuer", e);
    }
  }

  /**
   * The signature as the key verifies it.
   *
   * @throws IllegalArgumentException if the key is of another kind than the algorithm
   * @throws IOException if the signature is malformed
   */
  static byte[] onTheWire(ASN1ObjectIdentifier algorithm, SignatureAlgorithm key, byte[] signature)
      throws IOException {
    if (algorithm.equals(GMObjectIdentifiers.sm2sign_with_sm3)
        && key == SignatureAlgorithm.SM2_SM3) {
      return Sm2Signature.fromDer(signature).toRaw();
    }
    if (algorithm.equals(X9ObjectIdentifiers.ecdsa_with_SHA256)
        && key == SignatureAlgorithm.ECDSA_P256_SHA256) {
      BigInteger order = CustomNamedCurves.getByName("secp256r1").getN();
      BigInteger[] values = StandardDSAEncoding.INSTANCE.decode(order, signature);
      return PlainDSAEncoding.INSTANCE.encode(order, values[0], values[1]);
    }
    if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519) && key == SignatureAlgorithm.ED25519) {
      return signature;
    }
    throw new IllegalArgumentException(
        "its signature algorithm "
            + algorithm.getId()
            + " is not supported with an issuer's "
            + key
            + " key");
  }

  private static void verifyRsa(
      Digest digest, ParsedCertificate issuer, byte[] signed, byte[] signature) throws IOException {
    if (issuer.key().algorithm() != SignatureAlgorithm.RSA_PSS_SHA512) {
      throw new IllegalArgumentException("its signature is RSA, the key of its issuer is not");
    }
    RSADigestSigner signer = new RSADigestSigner(digest);
    signer.init(false, PublicKeyFactory.createKey(issuer.holder().getSubjectPublicKeyInfo()));
    signer.update(signed, 0, signed.length);
    if (!signer.verifySignature(signature)) {
      throw new IllegalArgumentException(
          "its signature does not verify with the key of its issuer");
    }
  }
}
