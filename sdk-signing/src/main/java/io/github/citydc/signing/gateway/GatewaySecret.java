package io.github.citydc.signing.gateway;

/**
 * A text that caller and gateway share: an appkey, an appsecret or a token. A type of its own so
 * that no text shows it.
 *
 * <p><b>Security guarantees.</b> Every holder can act as the caller. It is as strong as the
 * operator of the gateway made it.
 */
public final class GatewaySecret {

  private final String text;

  private GatewaySecret(String text) {
    this.text = text;
  }

  /**
   * A secret.
   *
   * @param text as the operator of the gateway handed it out
   * @return the secret
   * @throws IllegalArgumentException if it is blank, or has white space around it, as copied texts
   *     do
   */
  public static GatewaySecret of(String text) {
    if (text.isBlank() || !text.strip().equals(text)) {
      throw new IllegalArgumentException(
          "A secret is not blank and has no white space around it; was it copied with some?");
    }
    return new GatewaySecret(text);
  }

  String text() {
    return text;
  }

  /** Shows nothing of the secret. */
  @Override
  public String toString() {
    return "GatewaySecret";
  }
}
