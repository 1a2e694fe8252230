package io.github.citydc.signing.payload;

import io.github.citydc.exchange.security.EncryptedMessage;
import java.util.Map;

/** What ties an encrypted payload to its message, beside sender and receiver. */
final class MessageBinding {

  private MessageBinding() {}

  static Map<String, String> of(EncryptedMessage message) {
    return Map.of(
        "cdx-message", message.messageId().toString(),
        "cdx-type", message.type(),
        "cdx-operation", message.operation().wireName());
  }
}
