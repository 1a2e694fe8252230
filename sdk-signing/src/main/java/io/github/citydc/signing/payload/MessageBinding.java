package io.github.citydc.signing.payload;

import io.github.citydc.exchange.security.EncryptedMessage;
import java.util.HashMap;
import java.util.Map;

/** What ties an encrypted payload to its message, beside sender and receiver. */
final class MessageBinding {

  private MessageBinding() {}

  static Map<String, String> of(EncryptedMessage message) {
    Map<String, String> bound =
        new HashMap<>(
            Map.of(
                "cdx-message", message.messageId().toString(),
                "cdx-type", message.type(),
                "cdx-operation", message.operation().wireName()));
    message.part().ifPresent(number -> bound.put("cdx-part", String.valueOf(number)));
    return Map.copyOf(bound);
  }
}
