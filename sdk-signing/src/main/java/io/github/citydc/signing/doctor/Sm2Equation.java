package io.github.citydc.signing.doctor;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The check of an SM2 signature, GB/T 32918.2 §7.1, with the hash handed in. A signer of
 * BouncyCastle computes the hash by the standard; to find out how a signature departs from it, the
 * hash must be free. For diagnosis only.
 */
final class Sm2Equation {

  private static final int FIELD = 32;

  private final ECPublicKeyParameters key;

  Sm2Equation(SubjectPublicKeyInfo info) {
    ECDomainParameters domain = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
    byte[] point = info.getPublicKeyData().getOctets();
    this.key = new ECPublicKeyParameters(domain.getCurve().decodePoint(point), domain);
  }

  ECPublicKeyParameters key() {
    return key;
  }

  /** Returns whether r‖s is a signature of the hash e. */
  boolean holds(byte[] e, byte[] signature) {
    if (signature.length != 2 * FIELD) {
      return false;
    }
    BigInteger n = key.getParameters().getN();
    BigInteger r = new BigInteger(1, Arrays.copyOf(signature, FIELD));
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, FIELD, 2 * FIELD));
    BigInteger t = r.add(s).mod(n);
    if (r.signum() == 0 || s.signum() == 0 || t.signum() == 0 || r.max(s).compareTo(n) >= 0) {
      return false;
    }
    ECPoint sum =
        ECAlgorithms.sumOfTwoMultiplies(key.getParameters().getG(), s, key.getQ(), t).normalize();
    return !sum.isInfinity()
        && new BigInteger(1, e).add(sum.getAffineXCoord().toBigInteger()).mod(n).equals(r);
  }

  /** The hash of user id, curve and key, GB/T 32918.2 §5.5. */
  byte[] z(byte[] userId, Digest digest) {
    digest.update((byte) ((userId.length * 8) >> 8));
    digest.update((byte) (userId.length * 8));
    digest.update(userId, 0, userId.length);
    ECDomainParameters domain = key.getParameters();
    for (byte[] part :
        new byte[][] {
          domain.getCurve().getA().getEncoded(),
          domain.getCurve().getB().getEncoded(),
          domain.getG().getAffineXCoord().getEncoded(),
          domain.getG().getAffineYCoord().getEncoded(),
          key.getQ().getAffineXCoord().getEncoded(),
          key.getQ().getAffineYCoord().getEncoded()
        }) {
      digest.update(part, 0, part.length);
    }
    return finish(digest);
  }

  static byte[] hash(Digest digest, byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    return finish(digest);
  }

  static byte[] sm3(byte[]... parts) {
    return hash(new SM3Digest(), parts);
  }

  private static byte[] finish(Digest digest) {
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }
}
