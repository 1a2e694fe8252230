package io.github.citydc.signing.gateway;

import io.github.citydc.signing.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.util.encoders.Hex;

/** The one formula of TIF and RIO, without and with a caller. */
final class TifSignature {

  static final String TIF = "x-tif-";
  static final String RIO = "x-rio-";

  /** What joins the signed values; a value that contains it has no certain end. */
  private static final char SEPARATOR = ',';

  private TifSignature() {}

  /**
   * Returns if a value ends where its field ends, whatever stands beside it.
   *
   * @throws IllegalArgumentException if it contains the separator; the value is not shown
   */
  static void requireUnambiguous(String name, String value) {
    if (value.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException(
          "The " + name + " contains a comma, which separates the signed values");
    }
  }

  /** In upper case, which all gateways accept. */
  static String of(
      String timestamp, GatewaySecret token, String nonce, Optional<TifCaller> caller) {
    String user = caller.map(c -> "," + c.uid() + "," + c.uinfo() + "," + c.ext()).orElse("");
    String text = timestamp + token.text() + nonce + user + timestamp;
    byte[] digest = DigestAlgorithm.SHA_256.digest(text.getBytes(StandardCharsets.UTF_8));
    return Hex.toHexString(digest).toUpperCase(Locale.ROOT);
  }
}
