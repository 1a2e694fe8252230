package io.github.citydc.signing;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.encoders.Hex;

/**
 * An SM2 public key in all the forms it travels in, GB/T 32918.1 §4.2.9 and GM/T 0009 §7.1:
 *
 * <pre>
 * 04‖X‖Y   65 bytes   the usual form
 * X‖Y      64 bytes   cipher machines, some JavaScript libraries
 * 02‖X or 03‖X   33 bytes   compressed
 * SubjectPublicKeyInfo   DER, 91 bytes   PEM files, certificates
 * </pre>
 *
 * <pre>{@code
 * byte[] forCertificates = Sm2PublicKey.fromHex(textFromTheVendor).toSubjectPublicKeyInfo();
 * }</pre>
 *
 * <p>Immutable and thread-safe; equal if it is the same point, whatever form it was read from.
 *
 * <p><b>Security guarantees.</b> An instance is a point on the curve and not at infinity. Whose it
 * is, it does not say: that is a matter of certificates.
 */
public final class Sm2PublicKey {

  private static final int COORDINATE = 32;
  private static final byte UNCOMPRESSED = 4;

  private final ECPublicKeyParameters parameters;

  private Sm2PublicKey(ECPublicKeyParameters parameters) {
    this.parameters = parameters;
  }

  static Sm2PublicKey of(ECPublicKeyParameters parameters) {
    return new Sm2PublicKey(parameters);
  }

  /**
   * Reads a point; its length says in which form.
   *
   * @param point 04‖X‖Y in 65 bytes, X‖Y in 64, or 02‖X or 03‖X in 33
   * @return the key
   * @throws IllegalArgumentException if it is none of these, or not on the curve
   */
  public static Sm2PublicKey fromPoint(byte[] point) {
    byte[] marked = marked(point);
    try {
      return new Sm2PublicKey(EcCurve.SM2.publicKey(marked));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The point is not on the SM2 curve", e);
    }
  }

  private static byte[] marked(byte[] point) {
    boolean known =
        switch (point.length) {
          case 2 * COORDINATE -> true;
          case 1 + 2 * COORDINATE -> point[0] == UNCOMPRESSED;
          case 1 + COORDINATE -> point[0] == 2 || point[0] == 3;
          default -> false;
        };
    if (!known) {
      throw new IllegalArgumentException(
          "An SM2 public key is 04‖X‖Y (65 bytes), X‖Y (64) or 02‖X or 03‖X (33), not "
              + point.length
              + " bytes"
              + (point.length == 0 ? "" : " that begin with " + Hex.toHexString(point, 0, 1)));
    }
    return point.length == 2 * COORDINATE ? joined(point) : point;
  }

  private static byte[] joined(byte[] coordinates) {
    byte[] point = new byte[1 + coordinates.length];
    point[0] = UNCOMPRESSED;
    System.arraycopy(coordinates, 0, point, 1, coordinates.length);
    return point;
  }

  /**
   * Reads a point in hexadecimal.
   *
   * @param hex what {@link #fromPoint} takes, two digits a byte, in either case
   * @return the key
   * @throws IllegalArgumentException if it is not hexadecimal, or not such a point
   */
  public static Sm2PublicKey fromHex(String hex) {
    try {
      return fromPoint(Hex.decodeStrict(hex));
    } catch (DecoderException e) {
      throw new IllegalArgumentException("An SM2 public key in hexadecimal has only digits", e);
    }
  }

  /**
   * Reads {@code SubjectPublicKeyInfo}.
   *
   * @param der RFC 5280 §4.1.2.7: type id-ecPublicKey, parameters the SM2 curve
   * @return the key
   * @throws IllegalArgumentException if the bytes are not exactly that, or the key is of another
   *     kind
   */
  public static Sm2PublicKey fromSubjectPublicKeyInfo(byte[] der) {
    if (KeyCodec.publicKey(der) instanceof ECPublicKeyParameters ec
        && KeyCodec.algorithmOf(ec) == SignatureAlgorithm.SM2_SM3) {
      return new Sm2PublicKey(ec);
    }
    throw new UnsupportedKeyException("The public key is not an SM2 key");
  }

  /**
   * The key of a certificate. The certificate itself is not checked.
   *
   * @param certificate with an SM2 key
   * @return the key
   * @throws IllegalArgumentException if its key is of another kind, or malformed
   */
  public static Sm2PublicKey of(X509Certificate certificate) {
    return of(VerificationKey.of(certificate));
  }

  /**
   * The same key without its purpose.
   *
   * @param key an SM2 key
   * @return the key
   * @throws IllegalArgumentException if it is of another kind
   */
  public static Sm2PublicKey of(VerificationKey key) {
    if (key.algorithm() != SignatureAlgorithm.SM2_SM3) {
      throw new UnsupportedKeyException("The " + key + " is not an SM2 key");
    }
    return fromSubjectPublicKeyInfo(key.toSubjectPublicKeyInfo());
  }

  /**
   * The key for signatures.
   *
   * @return what verifies signatures made with its private key
   */
  public VerificationKey toVerificationKey() {
    return VerificationKey.of(parameters);
  }

  /**
   * Writes 04‖X‖Y.
   *
   * @return 65 bytes, freshly allocated
   */
  public byte[] toUncompressed() {
    return parameters.getQ().getEncoded(false);
  }

  /**
   * Writes X‖Y.
   *
   * @return 64 bytes, freshly allocated
   */
  public byte[] toCoordinates() {
    byte[] point = toUncompressed();
    return Arrays.copyOfRange(point, 1, point.length);
  }

  /**
   * Writes 02‖X or 03‖X.
   *
   * @return 33 bytes, freshly allocated
   */
  public byte[] toCompressed() {
    return parameters.getQ().getEncoded(true);
  }

  /**
   * Writes {@code SubjectPublicKeyInfo} with 04‖X‖Y.
   *
   * @return DER, freshly allocated
   */
  public byte[] toSubjectPublicKeyInfo() {
    return KeyCodec.encode(parameters);
  }

  /**
   * Writes 04‖X‖Y in hexadecimal.
   *
   * @return 130 digits, in lower case
   */
  public String toHex() {
    return Hex.toHexString(toUncompressed());
  }

  ECPublicKeyParameters parameters() {
    return parameters;
  }

  ECPoint point() {
    return parameters.getQ();
  }

  /** Returns whether both are the same point. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Sm2PublicKey that && point().equals(that.point());
  }

  /** The hash code of the point. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(toUncompressed());
  }

  /**
   * A public key is shown.
   *
   * @return 04‖X‖Y in hexadecimal
   */
  @Override
  public String toString() {
    return "Sm2PublicKey[" + toHex() + "]";
  }
}
