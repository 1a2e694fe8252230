package io.github.citydc.signing.doctor;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.util.encoders.Hex;

/** The signatures that an invalid signature may have been meant to be. */
final class SignatureVariants {

  private static final int HALF = 32;
  private static final int MAXIMUM = 2048;

  private SignatureVariants() {}

  /**
   * r‖s out of DER.
   *
   * @param signature the signature received
   * @return empty if it is not a sequence of two integers of at most 32 bytes
   */
  public static Optional<byte[]> fromDer(byte[] signature) {
    try {
      if (signature.length > 0
          && signature.length <= MAXIMUM
          && ASN1Primitive.fromByteArray(signature) instanceof ASN1Sequence sequence
          && sequence.size() == 2
          && sequence.getObjectAt(0) instanceof ASN1Integer r
          && sequence.getObjectAt(1) instanceof ASN1Integer s) {
        return padded(r.getValue(), s.getValue());
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<byte[]> padded(BigInteger r, BigInteger s) {
    if (r.signum() < 0 || s.signum() < 0 || r.bitLength() > 256 || s.bitLength() > 256) {
      return Optional.empty();
    }
    byte[] raw = new byte[2 * HALF];
    put(raw, HALF, r);
    put(raw, 2 * HALF, s);
    return Optional.of(raw);
  }

  private static void put(byte[] raw, int end, BigInteger value) {
    byte[] bytes = value.toByteArray();
    int begin = Math.max(0, bytes.length - HALF);
    int length = bytes.length - begin;
    System.arraycopy(bytes, begin, raw, end - length, length);
  }

  /**
   * The bytes that hexadecimal text stands for.
   *
   * @param text the text
   * @return empty if it is not hexadecimal
   */
  public static Optional<byte[]> fromHex(String text) {
    String digits = text.strip();
    boolean hex =
        digits.length() >= 2
            && digits.length() <= MAXIMUM
            && digits.length() % 2 == 0
            && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
    return hex ? Optional.of(Hex.decode(digits)) : Optional.empty();
  }

  /**
   * The bytes that Base64 stands for.
   *
   * @param text the text, padded or not
   * @return empty if it is not Base64
   */
  public static Optional<byte[]> fromBase64(String text) {
    return decoded(Base64.getDecoder(), text);
  }

  /**
   * The bytes that Base64url stands for.
   *
   * @param text the text, padded or not
   * @return empty if it is not Base64url
   */
  public static Optional<byte[]> fromBase64Url(String text) {
    return decoded(Base64.getUrlDecoder(), text);
  }

  private static Optional<byte[]> decoded(Base64.Decoder decoder, String text) {
    String content = text.strip();
    if (content.length() < 2 || content.length() > MAXIMUM) {
      return Optional.empty();
    }
    try {
      return Optional.of(decoder.decode(content));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * A signature as the text its bytes may be.
   *
   * @param signature the signature received
   * @return empty if it is too long to be one
   */
  public static Optional<String> asText(byte[] signature) {
    return signature.length <= MAXIMUM
        ? Optional.of(new String(signature, StandardCharsets.ISO_8859_1))
        : Optional.empty();
  }

  /**
   * The halves exchanged.
   *
   * @param signature the signature received
   * @return s‖r; empty unless there are 64 bytes
   */
  public static Optional<byte[]> swapped(byte[] signature) {
    return signature.length == 2 * HALF
        ? Optional.of(join(half(signature, 0), half(signature, 1)))
        : Optional.empty();
  }

  private static byte[] half(byte[] signature, int number) {
    return Arrays.copyOfRange(signature, number * HALF, (number + 1) * HALF);
  }

  private static byte[] join(byte[] second, byte[] first) {
    byte[] joined = Arrays.copyOf(first, 2 * HALF);
    System.arraycopy(second, 0, joined, HALF, HALF);
    return joined;
  }

  /**
   * The numbers with their bytes turned round.
   *
   * @param signature the signature received
   * @return both numbers each on its own, and the whole; empty unless there are 64 bytes
   */
  public static List<byte[]> turned(byte[] signature) {
    if (signature.length != 2 * HALF) {
      return List.of();
    }
    byte[] whole = org.bouncycastle.util.Arrays.reverse(signature);
    return List.of(join(half(whole, 0), half(whole, 1)), whole);
  }

  /**
   * The numbers brought to 32 bytes each.
   *
   * @param signature the signature received
   * @return every way to part it in two; empty if there are 64 bytes, or far fewer or more
   */
  public static List<byte[]> padded(byte[] signature) {
    List<byte[]> variants = new ArrayList<>();
    boolean near = Math.abs(signature.length - 2 * HALF) <= 4 && signature.length != 2 * HALF;
    for (int cut = near ? HALF - 4 : signature.length; cut < signature.length; cut++) {
      BigInteger r = new BigInteger(1, Arrays.copyOf(signature, cut));
      BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, cut, signature.length));
      padded(r, s).ifPresent(variants::add);
    }
    return variants;
  }
}
