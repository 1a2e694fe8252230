package io.github.citydc.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * The result of SM2 public key encryption, GB/T 32918.4: the point C1, the hash C3 (32 bytes) and
 * the text C2 (as long as the plaintext). It travels in forms that nothing in the bytes tells
 * apart:
 *
 * <pre>
 * C1‖C3‖C2   GB/T 32918.4 since 2012
 * C1‖C2‖C3   older products, and the preset of several libraries
 * SEQUENCE {x INTEGER, y INTEGER, C3 OCTET STRING, C2 OCTET STRING}   GM/T 0009 §7.2, OpenSSL
 * </pre>
 *
 * The factory names the form that is read; what it returns can be written in all of them.
 *
 * <pre>{@code
 * Sm2Ciphertext sealed = Sm2Ciphertext.encrypt(sm4Key, receiver, new SecureRandom());
 * byte[] forOpenssl = sealed.toDer();
 * byte[] opened = Sm2Ciphertext.fromC1C3C2(received).decrypt(key);
 * }</pre>
 *
 * <p>Reading is strict: C1 on the curve, at least one byte of C2, minimal DER without trailing
 * bytes. C1 is read with its leading 04 or without, as some products write it; which one it is, is
 * decided by which is on the curve. Immutable and thread-safe.
 *
 * <p><b>Security guarantees.</b> Only the holder of the private key reads the text, and a changed
 * ciphertext is refused. Anyone who has the public key can encrypt: it does not say who did. Meant
 * for keys and short texts; for payloads see {@code io.github.citydc.signing.payload}.
 */
public final class Sm2Ciphertext {

  private static final int COORDINATE = 32;
  private static final int POINT = 1 + 2 * COORDINATE;
  private static final int HASH = 32;
  private static final byte[] UNCOMPRESSED = {4};

  private final Sm2PublicKey c1;
  private final byte[] c3;
  private final byte[] c2;

  private Sm2Ciphertext(Sm2PublicKey c1, byte[] c3, byte[] c2) {
    if (c3.length != HASH) {
      throw new IllegalArgumentException(
          "C3 of an SM2 ciphertext has 32 bytes, this has " + c3.length);
    }
    if (c2.length == 0) {
      throw new IllegalArgumentException("An SM2 ciphertext holds at least one byte of text");
    }
    this.c1 = c1;
    this.c3 = c3;
    this.c2 = c2;
  }

  /**
   * Encrypts.
   *
   * @param plaintext at least one byte
   * @param receiver whose private key decrypts
   * @param random the source of the random number; an attacker who can predict it can read the text
   * @return the ciphertext
   * @throws IllegalArgumentException if the plaintext is empty
   */
  public static Sm2Ciphertext encrypt(
      byte[] plaintext, Sm2PublicKey receiver, SecureRandom random) {
    if (plaintext.length == 0) {
      throw new IllegalArgumentException("SM2 encrypts at least one byte");
    }
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(true, new ParametersWithRandom(receiver.parameters(), random));
    try {
      return fromC1C3C2(engine.processBlock(plaintext, 0, plaintext.length));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Encryption has no ciphertext to refuse", e);
    }
  }

  /**
   * Decrypts.
   *
   * @param key the key it was encrypted for
   * @return the plaintext
   * @throws DecryptionException if it was encrypted for another key, is of the other order, or was
   *     changed
   * @throws KeyProviderException if a provider keeps the key and cannot use it at present
   * @throws IllegalStateException if a provider keeps the key and lets it unwrap keys only
   */
  public byte[] decrypt(Sm2DecryptionKey key) {
    return key.half().decrypt(this);
  }

  /**
   * Decrypts a key of SM4. Where a {@linkplain Sm2DecryptionKey#provider() provider} keeps the
   * private key, it may keep this one, too: then the key has no bytes ({@code getEncoded()} is
   * null), and ciphers of that provider take it.
   *
   * @param key the key it was encrypted for
   * @return the key of SM4
   * @throws DecryptionException as {@link #decrypt}, and if the plaintext is not a key of SM4
   * @throws KeyProviderException if a provider keeps the key and cannot use it at present
   */
  public SecretKey unwrap(Sm2DecryptionKey key) {
    return key.half().unwrap(this);
  }

  static DecryptionException refusedBy(Sm2PublicKey key) {
    return new DecryptionException(
        "The SM2 ciphertext is for another key than the "
            + key.toVerificationKey()
            + ", has C3 and C2 in the other order, or was changed");
  }

  /**
   * Reads C1‖C3‖C2.
   *
   * @param raw at least 97 bytes; C1 with its leading 04 or without
   * @return the ciphertext
   * @throws IllegalArgumentException if it is too short, or C1 is not on the curve; DER is named as
   *     such
   */
  public static Sm2Ciphertext fromC1C3C2(byte[] raw) {
    int begin = lengthOfC1(raw);
    return new Sm2Ciphertext(
        Sm2PublicKey.fromPoint(Arrays.copyOf(raw, begin)),
        Arrays.copyOfRange(raw, begin, begin + HASH),
        Arrays.copyOfRange(raw, begin + HASH, raw.length));
  }

  /**
   * Reads C1‖C2‖C3.
   *
   * @param raw at least 97 bytes; C1 with its leading 04 or without
   * @return the ciphertext
   * @throws IllegalArgumentException if it is too short, or C1 is not on the curve; DER is named as
   *     such
   */
  public static Sm2Ciphertext fromC1C2C3(byte[] raw) {
    int begin = lengthOfC1(raw);
    int end = raw.length - HASH;
    return new Sm2Ciphertext(
        Sm2PublicKey.fromPoint(Arrays.copyOf(raw, begin)),
        Arrays.copyOfRange(raw, end, raw.length),
        Arrays.copyOfRange(raw, begin, end));
  }

  /** A point without mark may begin with 04 by chance; both readings on the curve do not happen. */
  private static int lengthOfC1(byte[] raw) {
    boolean marked =
        raw.length > POINT + HASH && raw[0] == UNCOMPRESSED[0] && point(raw, POINT).isPresent();
    if (marked) {
      return POINT;
    }
    if (raw.length > POINT - 1 + HASH && point(raw, POINT - 1).isPresent()) {
      return POINT - 1;
    }
    throw new IllegalArgumentException(
        "C1 of the SM2 ciphertext ("
            + raw.length
            + " bytes) is not a point on the curve"
            + (raw.length > 0 && raw[0] == 0x30 ? "; it looks like DER, see fromDer" : ""));
  }

  private static Optional<Sm2PublicKey> point(byte[] raw, int length) {
    try {
      return Optional.of(Sm2PublicKey.fromPoint(Arrays.copyOf(raw, length)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads DER.
   *
   * @param der {@code SEQUENCE {x INTEGER, y INTEGER, C3 OCTET STRING, C2 OCTET STRING}}
   * @return the ciphertext
   * @throws IllegalArgumentException if the bytes are not exactly that, or C1 is not on the curve
   */
  public static Sm2Ciphertext fromDer(byte[] der) {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
      if (sequence.size() != 4 || !Arrays.areEqual(sequence.getEncoded("DER"), der)) {
        throw new IllegalArgumentException("Not DER of four members");
      }
      return new Sm2Ciphertext(
          Sm2PublicKey.fromPoint(
              Arrays.concatenate(coordinate(sequence, 0), coordinate(sequence, 1))),
          ASN1OctetString.getInstance(sequence.getObjectAt(2)).getOctets(),
          ASN1OctetString.getInstance(sequence.getObjectAt(3)).getOctets());
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "Not the DER of an SM2 ciphertext, SEQUENCE {x INTEGER, y INTEGER, C3, C2 OCTET STRING}: "
              + e.getMessage(),
          e);
    }
  }

  private static byte[] coordinate(ASN1Sequence sequence, int index) {
    BigInteger value = ASN1Integer.getInstance(sequence.getObjectAt(index)).getValue();
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a coordinate of C1 is negative");
    }
    return BigIntegers.asUnsignedByteArray(COORDINATE, value);
  }

  /**
   * Writes C1‖C3‖C2, C1 with its leading 04.
   *
   * @return freshly allocated
   */
  public byte[] toC1C3C2() {
    return Arrays.concatenate(c1.toUncompressed(), c3, c2);
  }

  /**
   * Writes C1‖C2‖C3, C1 with its leading 04.
   *
   * @return freshly allocated
   */
  public byte[] toC1C2C3() {
    return Arrays.concatenate(c1.toUncompressed(), c2, c3);
  }

  /**
   * Writes DER, GM/T 0009 §7.2.
   *
   * @return freshly allocated
   */
  public byte[] toDer() {
    return Certificates.der(toAsn1());
  }

  private DERSequence toAsn1() {
    byte[] point = c1.toCoordinates();
    return new DERSequence(
        new ASN1Encodable[] {
          new ASN1Integer(BigIntegers.fromUnsignedByteArray(point, 0, COORDINATE)),
          new ASN1Integer(BigIntegers.fromUnsignedByteArray(point, COORDINATE, COORDINATE)),
          new DEROctetString(c3),
          new DEROctetString(c2)
        });
  }

  /**
   * Returns whether all three parts are the same. A ciphertext is public: the time need not be
   * hidden.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Sm2Ciphertext that && Arrays.areEqual(toC1C3C2(), that.toC1C3C2());
  }

  /** The hash code of all three parts. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(toC1C3C2());
  }

  /**
   * The size only.
   *
   * @return for example {@code Sm2Ciphertext[16 bytes of text]}
   */
  @Override
  public String toString() {
    return "Sm2Ciphertext[" + c2.length + " bytes of text]";
  }
}
