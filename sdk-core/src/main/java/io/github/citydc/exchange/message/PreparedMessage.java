package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message that is ready to be sent, with fixed id, time and bytes. Sending it again after a
 * failure is harmless, which preparing it again would not be, as that makes a new message.
 *
 * @param envelope what is sent
 * @param body the envelope as it goes on the wire, byte for byte
 */
public record PreparedMessage(Envelope envelope, Content body) {

  private static final String ENCRYPTED = "$encrypted";
  private static final String REPLACES = "replaces";

  /**
   * A message that was prepared before and kept.
   *
   * @param body what went, or will go, on the wire
   * @return the message
   * @throws MalformedMessageException if it is not an envelope
   */
  public static PreparedMessage of(Content body) {
    return new PreparedMessage(EnvelopeJson.read(body.toByteArray()), body);
  }

  /**
   * The same payload as a new message, on purpose; its member {@code replaces} is the id of this
   * one.
   *
   * @param id of the new message
   * @param sentAt when it was made
   * @return the new message
   * @throws IllegalStateException if the payload is encrypted, and so bound to the id it has
   */
  public PreparedMessage renewed(MessageId id, OffsetDateTime sentAt) {
    if (envelope.payload().has(ENCRYPTED)) {
      throw new IllegalStateException(
          "Message "
              + messageId()
              + " has an encrypted payload, which only its receiver can open and which belongs to this id:"
              + " make a new message of its source");
    }
    Map<String, JsonNode> extensions = new LinkedHashMap<>(envelope.extensions());
    extensions.put(REPLACES, TextNode.valueOf(messageId().toString()));
    Envelope renewed =
        envelope.toBuilder().messageId(id).sentAt(sentAt).extensions(extensions).build();
    return new PreparedMessage(renewed, Content.of(renewed.toJson()));
  }

  /**
   * Its id.
   *
   * @return the message id
   */
  public MessageId messageId() {
    return envelope.messageId();
  }
}
