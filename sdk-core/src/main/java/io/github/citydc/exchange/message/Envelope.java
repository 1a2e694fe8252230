package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The data around every payload, such as its id, type, sender and receiver: interface standard §3.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
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
@WithBuilder
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

  /**
   * A builder in which nothing is set; there are no unknown members.
   *
   * @return the builder
   */
  public static EnvelopeBuilder builder() {
    return EnvelopeBuilder.builder().extensions(Map.of());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public EnvelopeBuilder toBuilder() {
    return EnvelopeBuilder.builder(this);
  }

  /**
   * The form on the wire.
   *
   * @return UTF-8, members in the order of the standard, unknown ones last
   */
  public byte[] toJson() {
    return EnvelopeJson.write(this);
  }

  /**
   * Reads the form on the wire.
   *
   * @param json as received
   * @return the envelope, its payload still a tree
   * @throws MalformedMessageException if it is not an envelope of this major version
   */
  public static Envelope fromJson(byte[] json) {
    return EnvelopeJson.read(json);
  }
}
