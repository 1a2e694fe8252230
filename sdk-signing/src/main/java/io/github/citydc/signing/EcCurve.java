package io.github.citydc.signing;

import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/**
 * The two curves, always as {@code CustomNamedCurves}: their field arithmetic is written for the
 * prime and about five times faster than the generic curve of the same name.
 */
final class EcCurve {

  static final EcCurve SM2 =
      new EcCurve("sm2p256v1", GMObjectIdentifiers.sm2p256v1, SignatureAlgorithm.SM2_SM3);
  static final EcCurve P256 =
      new EcCurve(
          "secp256r1", SECObjectIdentifiers.secp256r1, SignatureAlgorithm.ECDSA_P256_SHA256);

  private final ECNamedDomainParameters domain;
  private final SignatureAlgorithm algorithm;

  private EcCurve(String name, ASN1ObjectIdentifier oid, SignatureAlgorithm algorithm) {
    this.domain = new ECNamedDomainParameters(oid, CustomNamedCurves.getByName(name));
    this.algorithm = algorithm;
  }

  /** The curve an algorithm identifier names; explicit parameters are refused. */
  static EcCurve ofParameters(@Nullable ASN1Encodable parameters) {
    for (EcCurve curve : List.of(SM2, P256)) {
      if (curve.domain.getName().equals(parameters)) {
        return curve;
      }
    }
    throw new UnsupportedKeyException(
        parameters instanceof ASN1ObjectIdentifier oid
            ? "Elliptic curve " + oid.getId() + " is not supported, only SM2 and P-256"
            : "An elliptic curve key must name its curve");
  }

  ECNamedDomainParameters domain() {
    return domain;
  }

  SignatureAlgorithm algorithm() {
    return algorithm;
  }

  BigInteger order() {
    return domain.getN();
  }

  /** The point, checked to be on the curve and not at infinity. */
  ECPublicKeyParameters publicKey(byte[] point) {
    return new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain);
  }

  /** The scalar, checked to be from 1 to n-2: with n-1, SM2 could not sign (GB/T 32918.1 §6.1). */
  ECPrivateKeyParameters privateKey(BigInteger d) {
    if (d.signum() <= 0 || d.compareTo(order().subtract(BigInteger.ONE)) >= 0) {
      throw new IllegalArgumentException("The private key is not from 1 to n-2");
    }
    return new ECPrivateKeyParameters(d, domain);
  }

  ECPublicKeyParameters publicKeyOf(ECPrivateKeyParameters key) {
    return new ECPublicKeyParameters(
        new FixedPointCombMultiplier().multiply(domain.getG(), key.getD()), domain);
  }
}
