package io.github.citydc.testkit.conformance;

import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * SM2 signatures as GB/T 32918.2 does not want them: with another user id, or without Z. Written
 * from the formulas; neither fast nor safe to be timed.
 */
final class Sm2Arithmetic {

  private static final BigInteger P =
      hex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF");
  private static final BigInteger A =
      hex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC");
  private static final BigInteger B =
      hex("28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93");
  private static final BigInteger N =
      hex("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");
  private static final Point G =
      new Point(
          hex("32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"),
          hex("BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"));
  private static final int SIZE = 32;

  /** What stands before the private key in the DER of {@code ECPrivateKey}. */
  private static final byte[] BEFORE_KEY = {2, 1, 1, 4, 32};

  private final BigInteger secret;
  private final Point open;

  private record Point(BigInteger x, BigInteger y) {}

  private Sm2Arithmetic(BigInteger secret) {
    this.secret = secret;
    this.open = times(secret, G);
  }

  /** Takes a key over, if it is SM2 and can be had. */
  static Optional<Sm2Arithmetic> of(SigningKey key) {
    if (!key.algorithm().wireName().equals("sm2-sm3")) {
      return Optional.empty();
    }
    String pem;
    try {
      pem = key.toPrivateKeyPem();
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
    for (int i = 0; i + BEFORE_KEY.length + SIZE <= der.length; i++) {
      int at = i;
      boolean found = true;
      for (byte expected : BEFORE_KEY) {
        found &= der[at++] == expected;
      }
      if (found) {
        return Optional.of(new Sm2Arithmetic(new BigInteger(1, der, at, SIZE)));
      }
    }
    return Optional.empty();
  }

  /** A signature with this user id in place of that of the standard. */
  byte[] signWithUser(String user, byte[] message) {
    return signWithUser(user, message, new SecureRandom());
  }

  byte[] signWithUser(String user, byte[] message, SecureRandom random) {
    return sign(digest(user, message), random);
  }

  /** A signature of the SM3 of the message alone. */
  byte[] signWithoutUser(byte[] message) {
    return signWithoutUser(message, new SecureRandom());
  }

  byte[] signWithoutUser(byte[] message, SecureRandom random) {
    return sign(DigestAlgorithm.SM3.digest(message), random);
  }

  /** Whether a signature is one with this user id. */
  boolean verifiesWithUser(String user, byte[] message, byte[] signature) {
    BigInteger r = new BigInteger(1, signature, 0, SIZE);
    BigInteger s = new BigInteger(1, signature, SIZE, SIZE);
    Point found = add(times(s, G), times(r.add(s).mod(N), open));
    return new BigInteger(1, digest(user, message)).add(found.x()).mod(N).equals(r);
  }

  private byte[] digest(String user, byte[] message) {
    byte[] id = user.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream z = new ByteArrayOutputStream();
    z.write((id.length * 8) >> 8);
    z.write(id.length * 8);
    z.writeBytes(id);
    for (BigInteger value : new BigInteger[] {A, B, G.x(), G.y(), open.x(), open.y()}) {
      z.writeBytes(fixed(value));
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(DigestAlgorithm.SM3.digest(z.toByteArray()));
    whole.writeBytes(message);
    return DigestAlgorithm.SM3.digest(whole.toByteArray());
  }

  private byte[] sign(byte[] digest, SecureRandom random) {
    BigInteger k = new BigInteger(250, random).add(BigInteger.ONE);
    BigInteger r = new BigInteger(1, digest).add(times(k, G).x()).mod(N);
    BigInteger s =
        secret.add(BigInteger.ONE).modInverse(N).multiply(k.subtract(r.multiply(secret))).mod(N);
    byte[] signature = new byte[2 * SIZE];
    System.arraycopy(fixed(r), 0, signature, 0, SIZE);
    System.arraycopy(fixed(s), 0, signature, SIZE, SIZE);
    return signature;
  }

  /** r‖s as the DER of OpenSSL. */
  static byte[] der(byte[] signature) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int i = 0; i < 2; i++) {
      byte[] integer = new BigInteger(1, signature, i * SIZE, SIZE).toByteArray();
      content.write(2);
      content.write(integer.length);
      content.writeBytes(integer);
    }
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(0x30);
    der.write(content.size());
    der.writeBytes(content.toByteArray());
    return der.toByteArray();
  }

  private static byte[] fixed(BigInteger value) {
    byte[] bytes = new byte[SIZE];
    byte[] made = value.toByteArray();
    int length = Math.min(made.length, SIZE);
    System.arraycopy(made, made.length - length, bytes, SIZE - length, length);
    return bytes;
  }

  private static Point times(BigInteger factor, Point point) {
    Optional<Point> sum = Optional.empty();
    for (int i = factor.bitLength() - 1; i >= 0; i--) {
      sum = sum.map(p -> add(p, p));
      if (factor.testBit(i)) {
        sum = Optional.of(sum.map(p -> add(p, point)).orElse(point));
      }
    }
    return sum.orElseThrow();
  }

  private static Point add(Point a, Point b) {
    BigInteger slope =
        a.equals(b)
            ? a.x()
                .pow(2)
                .multiply(BigInteger.valueOf(3))
                .add(A)
                .multiply(inverse(a.y().shiftLeft(1)))
            : b.y().subtract(a.y()).multiply(inverse(b.x().subtract(a.x())));
    BigInteger x = slope.pow(2).subtract(a.x()).subtract(b.x()).mod(P);
    return new Point(x, slope.multiply(a.x().subtract(x)).subtract(a.y()).mod(P));
  }

  private static BigInteger inverse(BigInteger value) {
    return value.mod(P).modInverse(P);
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }
}
