package io.github.citydc.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.EnvelopeJson;
import io.github.citydc.exchange.message.EvidenceJson;
import io.github.citydc.exchange.message.Members;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;

/** The JSON form of an accepted message in an archive. The body is kept as text, to the byte. */
final class InboxEntryJson {

  static final String FORM = "cdx-accepted/1";

  private static final PayloadJson JSON = PayloadJson.standard();

  private InboxEntryJson() {}

  static byte[] write(InboxEntry entry) {
    ObjectNode object = JSON.newObject().put("form", FORM);
    object.put("messageId", entry.messageId().toString());
    object.put("type", entry.type().toString());
    object.put("operation", entry.operation().wireName());
    object.put("sender", entry.sender().toString());
    object.put("bodyDigest", entry.bodyDigest());
    object.put("acceptedAt", Timestamps.format(entry.acceptedAt()));
    object.put("message", entry.body().toText());
    EvidenceJson.write(object, entry.evidence());
    object.put("receipt", entry.receipt().toText());
    return JSON.write(object);
  }

  static InboxEntry read(byte[] line) {
    Members members = new Members(EnvelopeJson.readObject(JSON, line)).ofForm(FORM);
    return new InboxEntry(
        members.value("sender", NodeId::parse),
        members.value("messageId", MessageId::parse),
        members.value("type", PayloadType::parse),
        members.value("operation", Operation::ofWireName),
        members.text("bodyDigest"),
        members.time("acceptedAt"),
        Content.ofText(members.text("message")),
        EvidenceJson.read(members),
        Content.ofText(members.text("receipt")));
  }
}
