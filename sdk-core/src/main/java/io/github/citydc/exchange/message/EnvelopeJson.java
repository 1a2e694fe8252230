package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.regex.Pattern;

/** The JSON form of the envelope. */
public final class EnvelopeJson {

  private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}");
  private static final String MAJOR = "1.";
  private static final EnvelopeJson STANDARD = new EnvelopeJson(PayloadJson.standard());

  private final PayloadJson json;

  /**
   * Uses this JSON form.
   *
   * @param json reads and writes the text
   */
  public EnvelopeJson(PayloadJson json) {
    this.json = json;
  }

  /**
   * Reads an envelope in the standard's form.
   *
   * @param body as received or stored
   * @return the envelope
   * @throws MalformedMessageException if it is not an envelope of this major version
   */
  public static Envelope readBody(byte[] body) {
    return STANDARD.read(body);
  }

  /**
   * Writes an envelope.
   *
   * @param envelope what to write
   * @return UTF-8, members in the order of the standard, unknown ones last
   */
  public byte[] write(Envelope envelope) {
    ObjectNode object = json.newObject();
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
    return json.write(object);
  }

  /**
   * Reads an envelope.
   *
   * @param body as received
   * @return the envelope, its payload still a tree
   * @throws MalformedMessageException if it is not an envelope of this major version
   */
  public Envelope read(byte[] body) {
    Members members = new Members(readObject(json, body));
    String standard = members.text("standard");
    if (!VERSION.matcher(standard).matches()) {
      throw new MalformedMessageException("/standard", "must be <major>.<minor>");
    }
    if (!standard.startsWith(MAJOR)) {
      throw new MalformedMessageException(
          ProblemCode.UNSUPPORTED_VERSION,
          "/standard",
          "this node speaks major version 1 of the standard");
    }
    return new Envelope(
        members.value("messageId", MessageId::parse),
        members.value("type", PayloadType::parse),
        members.value("operation", Operation::ofWireName),
        members.value("sender", NodeId::parse),
        members.value("receiver", NodeId::parse),
        members.time("sentAt"),
        members.optionalValue("correlationId", MessageId::parse),
        members.optionalText("resource"),
        members.object("payload"),
        members.rest());
  }

  /**
   * Reads a JSON object.
   *
   * @param json reads the text
   * @param body as received
   * @return the object
   * @throws MalformedMessageException if it is not one
   */
  public static ObjectNode readObject(PayloadJson json, byte[] body) {
    try {
      return json.readObject(body);
    } catch (PayloadFormatException e) {
      throw new MalformedMessageException(e.pointer(), String.valueOf(e.getMessage()));
    }
  }
}
