package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The data around every payload, such as its id, type, sender and receiver: interface standard §3.
 *
 * @param messageId identity of the message; a retry keeps it
 * @param type the payload type
 * @param operation what to do with the payload
 * @param sender the node that sends
 * @param receiver the node it is for
 * @param sentAt when the message was made; a retry keeps it, too
 * @param correlationId the message this one answers
 * @param resource code of the information resource 信息资源代码 the record belongs to
 * @param payload the content, not yet validated
 * @param extensions members this version does not know, kept as they came
 */
public record Envelope(
    MessageId messageId,
    PayloadType type,
    Operation operation,
    NodeId sender,
    NodeId receiver,
    OffsetDateTime sentAt,
    Optional<MessageId> correlationId,
    Optional<String> resource,
    ObjectNode payload,
    Map<String, JsonNode> extensions)
    implements Origin {

  /** The version of the standard this library writes. */
  public static final String STANDARD = "1.0";

  /** Copies the payload and the extensions. */
  public Envelope {
    payload = payload.deepCopy();
    extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
  }

  /**
   * The content.
   *
   * @return a copy
   */
  @Override
  public ObjectNode payload() {
    return payload.deepCopy();
  }

  /**
   * Without the payload: it may be confidential.
   *
   * @return id, type, operation and the two nodes
   */
  @Override
  public String toString() {
    return "Envelope["
        + operation.wireName()
        + " "
        + type
        + " "
        + messageId
        + ", "
        + sender
        + " → "
        + receiver
        + "]";
  }
}
