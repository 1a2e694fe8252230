package io.github.citydc.signing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * Verifies SM2 signatures of one key, GB/T 32918.2 §7.1, and gets faster at a signer that comes
 * again: after a few verifications it computes a table of the key, 32 KiB, with which each further
 * one takes about half the time. Everything here is public, so nothing hides its timing.
 * Thread-safe; one table a key, so who bounds the keys bounds the tables.
 */
final class Sm2Verifier implements PublicHalf {

  /** The user id of GB/T 35276 §10, which certificates and messages use unless agreed otherwise. */
  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  /**
   * A verification without the table takes four to five times as long as one with it, and the table
   * as long as five. BouncyCastle makes a smaller table of its own a little later.
   */
  private static final int VERIFICATIONS_WITHOUT_TABLE = 4;

  private static final int SCALAR = 32;
  private static final BigInteger ORDER = EcCurve.SM2.order();
  private static final ECPoint GENERATOR = EcCurve.SM2.domain().getG();

  private final ECPoint key;
  private final byte[] z;
  private final AtomicInteger verifications = new AtomicInteger();
  private volatile @Nullable CombTable table;

  /** The table of the generator, 128 KiB, made when the first signer has come again. */
  private static final class Generator {
    static final CombTable TABLE = CombTable.of(GENERATOR, 10, 2);
  }

  static byte[] userId() {
    return USER_ID.clone();
  }

  Sm2Verifier(ECPublicKeyParameters key) {
    this.key = key.getQ();
    this.z = z(key.getQ());
  }

  @Override
  public boolean accepts(byte[] message, byte[] signature) {
    if (signature.length != 2 * SCALAR) {
      return false;
    }
    BigInteger r = new BigInteger(1, signature, 0, SCALAR);
    BigInteger s = new BigInteger(1, signature, SCALAR, SCALAR);
    BigInteger t = r.add(s).mod(ORDER);
    if (!isScalar(r) || !isScalar(s) || t.signum() == 0) {
      return false;
    }
    BigInteger e = new BigInteger(1, sm3(z, message));
    return hasAbscissa(sum(s, t), r.subtract(e).mod(ORDER));
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(ORDER) < 0;
  }

  /** s·G + t·P. */
  private ECPoint sum(BigInteger s, BigInteger t) {
    @Nullable CombTable known = table;
    if (known == null && verifications.getAndIncrement() == VERIFICATIONS_WITHOUT_TABLE) {
      known = CombTable.of(key, 8, 2);
      table = known;
    }
    return known == null
        ? ECAlgorithms.sumOfTwoMultiplies(GENERATOR, s, key, t)
        : CombTable.sumOfProducts(Generator.TABLE, s, known, t);
  }

  /**
   * Returns whether the first coordinate of a point is x modulo the order. A point is (X : Y : Z)
   * with the coordinate X/Z²; to compare X with x·Z² spares the division.
   */
  private static boolean hasAbscissa(ECPoint point, BigInteger x) {
    if (point.isInfinity()) {
      return false;
    }
    ECCurve curve = point.getCurve();
    ECFieldElement zSquared = point.getZCoord(0).square();
    BigInteger characteristic = curve.getField().getCharacteristic();
    for (BigInteger at = x; at.compareTo(characteristic) < 0; at = at.add(ORDER)) {
      if (curve.fromBigInteger(at).multiply(zSquared).equals(point.getXCoord())) {
        return true;
      }
    }
    return false;
  }

  /** The hash of user id, curve and key, GB/T 32918.2 §5.5. */
  private static byte[] z(ECPoint key) {
    ECCurve curve = key.getCurve();
    int userIdBits = USER_ID.length * Byte.SIZE;
    return sm3(
        new byte[] {(byte) (userIdBits >> Byte.SIZE), (byte) userIdBits},
        USER_ID,
        curve.getA().getEncoded(),
        curve.getB().getEncoded(),
        GENERATOR.getAffineXCoord().getEncoded(),
        GENERATOR.getAffineYCoord().getEncoded(),
        key.getAffineXCoord().getEncoded(),
        key.getAffineYCoord().getEncoded());
  }

  private static byte[] sm3(byte[]... parts) {
    Digest digest = new SM3Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
