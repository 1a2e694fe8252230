package io.github.citydc.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.SignatureEvidence;
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
    object.put("bodyDigest", entry.bodyDigest().shortText());
    object.put("acceptedAt", Timestamps.format(entry.acceptedAt()));
    object.put("message", entry.body().toText());
    entry.evidence().writeTo(object);
    object.put("receipt", entry.receipt().toText());
    return JSON.write(object);
  }

  static InboxEntry read(byte[] line) {
    JsonMembers members = JsonMembers.read(line).ofForm(FORM);
    return InboxEntry.builder()
        .sender(members.value("sender", NodeId::parse))
        .messageId(members.value("messageId", MessageId::parse))
        .type(members.value("type", PayloadType::parse))
        .operation(members.value("operation", Operation::ofWireName))
        .bodyDigest(members.value("bodyDigest", ContentHash::ofShortText))
        .acceptedAt(members.time("acceptedAt"))
        .body(Content.ofText(members.text("message")))
        .evidence(SignatureEvidence.readFrom(members))
        .receipt(Content.ofText(members.text("receipt")))
        .build();
  }
}
