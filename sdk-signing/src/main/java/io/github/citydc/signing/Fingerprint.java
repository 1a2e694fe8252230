package io.github.citydc.signing;

import java.util.Arrays;
import org.bouncycastle.util.encoders.Hex;

/** Short names of public things: the first 16 hexadecimal digits of their SM3. */
final class Fingerprint {

  private static final int BYTES = 8;

  private Fingerprint() {}

  static String of(byte[] der) {
    return Hex.toHexString(Arrays.copyOf(DigestAlgorithm.SM3.digest(der), BYTES));
  }
}
