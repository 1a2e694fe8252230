package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.regex.Pattern;

/** The JSON form of the envelope. */
final class EnvelopeJson {

  private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}");
  private static final String MAJOR = "1.";
  private static final PayloadJson JSON = PayloadJson.standard();

  private EnvelopeJson() {}

  /**
   * Writes an envelope.
   *
   * @param envelope what to write
   * @return UTF-8, members in the order of the standard, unknown ones last
   */
  static byte[] write(Envelope envelope) {
    ObjectNode object = JSON.newObject();
    object.put("standard", Envelope.STANDARD);
    object.put("messageId", envelope.messageId().toString());
    object.put("type", envelope.type().toString());
    object.put("operation", envelope.operation().wireName());
    object.put("sender", envelope.sender().toString());
    object.put("receiver", envelope.receiver().toString());
    object.put("sentAt", Timestamps.format(envelope.sentAt()));
    envelope.correlationId().ifPresent(id -> object.put("correlationId", id.toString()));
    envelope.resource().ifPresent(resource -> object.put("resource", resource));
    object.set("payload", envelope.payload());
    envelope.extensions().forEach(object::set);
    return JSON.write(object);
  }

  /**
   * Reads an envelope.
   *
   * @param body as received
   * @return the envelope, its payload still a tree
   * @throws MalformedMessageException if it is not an envelope of this major version
   */
  static Envelope read(byte[] body) {
    JsonMembers members = JsonMembers.read(body);
    String standard = members.text("standard");
    if (!VERSION.matcher(standard).matches()) {
      throw new MalformedMessageException("/standard", "must be <major>.<minor>");
    }
    if (!standard.startsWith(MAJOR)) {
      throw new MalformedMessageException(
          ProblemCode.UNSUPPORTED_VERSION,
          "/standard",
          "this node supports major version 1 of the standard");
    }
    return Envelope.builder()
        .messageId(members.value("messageId", MessageId::parse))
        .type(members.value("type", PayloadType::parse))
        .operation(members.value("operation", Operation::ofWireName))
        .sender(members.value("sender", NodeId::parse))
        .receiver(members.value("receiver", NodeId::parse))
        .sentAt(members.time("sentAt"))
        .correlationId(members.optionalValue("correlationId", MessageId::parse))
        .resource(members.optionalValue("resource", text -> ResourceCode.parse(text).value()))
        .payload(members.object("payload"))
        .extensions(members.rest())
        .build();
  }
}
