package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.util.encoders.Hex;

/** Secrets to hand in, and whether a text shows any part of them in any form a text could have. */
final class Secrets {

  static final byte[] SCALAR =
      Hex.decode("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
  static final String TEXT = "kT7wQz2xVn8rLp4mJd6hFs9cBg3yXa5e";
  static final byte[] PKCS8 =
      Hex.decode(
          "3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420"
              + Hex.toHexString(SCALAR));
  static final String PEM =
      "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getEncoder().encodeToString(PKCS8)
          + "\n-----END PRIVATE KEY-----\n";

  private static final int PART = 10;

  private Secrets() {}

  /** The text itself if it shows a part of a secret, so that a failed test says where. */
  static List<String> in(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s:]", "");
    List<String> found = new ArrayList<>();
    for (byte[] secret : List.of(SCALAR, TEXT.getBytes(US_ASCII))) {
      String base64 = Base64.getEncoder().encodeToString(secret);
      boolean shown =
          text.contains(base64.substring(2, 16))
              || text.contains(base64.substring(20, 34))
              || text.contains(new BigInteger(1, secret).toString())
              || text.contains(Arrays.toString(secret));
      for (int begin = 0; begin <= secret.length - PART; begin++) {
        byte[] part = Arrays.copyOfRange(secret, begin, begin + PART);
        shown |=
            plain.contains(Hex.toHexString(part)) || text.contains(new String(part, ISO_8859_1));
      }
      if (shown) {
        found.add(text);
      }
    }
    if (text.contains(PEM.substring(80, 100))) {
      found.add(text);
    }
    return found;
  }
}
