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

  private TifSignature() {}

  /** In upper case, which all gateways accept. */
  static String of(
      String timestamp, GatewaySecret token, String nonce, Optional<TifCaller> caller) {
    String user = caller.map(c -> "," + c.uid() + "," + c.uinfo() + "," + c.ext()).orElse("");
    String text = timestamp + token.text() + nonce + user + timestamp;
    byte[] digest = DigestAlgorithm.SHA_256.digest(text.getBytes(StandardCharsets.UTF_8));
    return Hex.toHexString(digest).toUpperCase(Locale.ROOT);
  }
}
