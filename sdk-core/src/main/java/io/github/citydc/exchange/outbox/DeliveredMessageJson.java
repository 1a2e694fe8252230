package io.github.citydc.exchange.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/** The JSON form of a delivered message in an archive. The body is kept as text, to the byte. */
final class DeliveredMessageJson {

  static final String FORM = "cdx-delivered/1";

  private static final PayloadJson JSON = PayloadJson.standard();

  private DeliveredMessageJson() {}

  static byte[] write(DeliveredMessage delivered) {
    ObjectNode object = JSON.newObject().put("form", FORM);
    object.put("messageId", delivered.message().messageId().toString());
    object.put("deliveredAt", Timestamps.format(delivered.deliveredAt().atOffset(ZoneOffset.UTC)));
    object.put("message", delivered.message().body().toText());
    object.put("receipt", new String(delivered.receipt().toJson(), StandardCharsets.UTF_8));
    return JSON.write(object);
  }

  static DeliveredMessage read(byte[] line) {
    JsonMembers members = JsonMembers.read(line).ofForm(FORM);
    return new DeliveredMessage(
        PreparedMessage.of(Content.ofText(members.text("message"))),
        SignedReceipt.fromJson(Content.ofText(members.text("receipt")).toByteArray()),
        members.time("deliveredAt").toInstant());
  }
}
