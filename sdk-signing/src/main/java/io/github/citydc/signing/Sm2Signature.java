package io.github.citydc.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.encoders.Hex;

/**
 * An SM2 signature (r, s), GB/T 32918.2 §6.1. It travels in two forms that are easily confused:
 * r‖s, 64 bytes, in HTTP message signatures; DER {@code SEQUENCE {r INTEGER, s INTEGER}}, 8 to 72
 * bytes, in certificates, CMS and most other products (GM/T 0009 §7.2). The factory names the form
 * that is read; what it returns can be written in both.
 *
 * <pre>{@code
 * byte[] forOpenssl = Sm2Signature.fromRaw(signatureField).toDer();
 * }</pre>
 *
 * <p>Reading is strict: exact length, minimal DER without trailing bytes, r and s from 1 to n-1. An
 * instance is immutable; it says nothing about whether the signature verifies.
 */
public final class Sm2Signature {

  private static final int RAW_LENGTH = 64;

  private final BigInteger r;
  private final BigInteger s;

  private Sm2Signature(BigInteger r, BigInteger s) {
    this.r = requireInRange("r", r);
    this.s = requireInRange("s", s);
  }

  private static BigInteger requireInRange(String name, BigInteger value) {
    if (value.signum() <= 0 || value.compareTo(EcCurve.SM2.order()) >= 0) {
      throw new IllegalArgumentException(name + " of an SM2 signature is from 1 to n-1");
    }
    return value;
  }

  /**
   * Reads r‖s.
   *
   * @param raw 64 bytes: r, then s, each big-endian in 32 bytes
   * @return the signature
   * @throws IllegalArgumentException if the length is not 64, or r or s is out of range; a DER
   *     signature is named as such
   */
  public static Sm2Signature fromRaw(byte[] raw) {
    if (raw.length != RAW_LENGTH) {
      throw new IllegalArgumentException(
          "An SM2 signature r‖s has 64 bytes, this has " + raw.length + hintAtDer(raw));
    }
    return new Sm2Signature(
        new BigInteger(1, Arrays.copyOfRange(raw, 0, RAW_LENGTH / 2)),
        new BigInteger(1, Arrays.copyOfRange(raw, RAW_LENGTH / 2, RAW_LENGTH)));
  }

  private static String hintAtDer(byte[] raw) {
    return raw.length > 2 && raw[0] == 0x30 && raw[1] == raw.length - 2
        ? "; it looks like DER, see fromDer"
        : "";
  }

  /**
   * Reads DER.
   *
   * @param der {@code SEQUENCE {r INTEGER, s INTEGER}}
   * @return the signature
   * @throws IllegalArgumentException if the bytes are not exactly the DER of two integers, or r or
   *     s is out of range
   */
  public static Sm2Signature fromDer(byte[] der) {
    if (der.length == RAW_LENGTH && der[0] != 0x30) {
      throw new IllegalArgumentException("Not DER; 64 bytes look like r‖s, see fromRaw");
    }
    try {
      BigInteger[] values = StandardDSAEncoding.INSTANCE.decode(EcCurve.SM2.order(), der);
      return new Sm2Signature(values[0], values[1]);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "Not the DER of an SM2 signature, SEQUENCE {r INTEGER, s INTEGER} with r and s from 1 to n-1",
          e);
    }
  }

  /**
   * Writes r‖s.
   *
   * @return 64 bytes, freshly allocated
   */
  public byte[] toRaw() {
    return PlainDSAEncoding.INSTANCE.encode(EcCurve.SM2.order(), r, s);
  }

  /**
   * Writes DER.
   *
   * @return {@code SEQUENCE {r INTEGER, s INTEGER}}, freshly allocated
   */
  public byte[] toDer() {
    try {
      return StandardDSAEncoding.INSTANCE.encode(EcCurve.SM2.order(), r, s);
    } catch (IOException e) {
      throw new IllegalStateException("Two integers in range have a DER form", e);
    }
  }

  /**
   * Returns whether both r and s are the same. A signature is public: the comparison need not hide
   * its time.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Sm2Signature that && r.equals(that.r) && s.equals(that.s);
  }

  /** The hash code of r and s. */
  @Override
  public int hashCode() {
    return 31 * r.hashCode() + s.hashCode();
  }

  /**
   * A signature is public, so it is shown.
   *
   * @return r‖s in hexadecimal
   */
  @Override
  public String toString() {
    return "Sm2Signature[" + Hex.toHexString(toRaw()) + "]";
  }
}
