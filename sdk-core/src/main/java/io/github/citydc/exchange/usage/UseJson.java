package io.github.citydc.exchange.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;

/** The JSON form of a record of use in an archive. */
final class UseJson {

  static final String FORM = "cdx-use/1";

  private static final PayloadJson JSON = PayloadJson.standard();

  private UseJson() {}

  static byte[] write(Use use) {
    ObjectNode object = JSON.newObject().put("form", FORM);
    object.put("kind", use.kind().wireName());
    object.put("usedAt", Timestamps.format(use.usedAt()));
    object.put("reader", use.reader().toString());
    object.put("resource", use.resource());
    object.put("type", use.type().toString());
    use.grant().ifPresent(grant -> object.put("grant", grant));
    use.purpose().ifPresent(purpose -> object.put("purpose", purpose));
    use.reference().ifPresent(reference -> object.put("reference", reference));
    object.put("records", use.records());
    object.put("bytes", use.bytes());
    return JSON.write(object);
  }

  static Use read(byte[] line) {
    JsonMembers members = JsonMembers.read(line).ofForm(FORM);
    return Use.builder()
        .kind(members.value("kind", UseKind::ofWireName))
        .usedAt(members.time("usedAt"))
        .reader(members.value("reader", NodeId::parse))
        .resource(members.text("resource"))
        .type(members.value("type", PayloadType::parse))
        .grant(members.optionalText("grant"))
        .purpose(members.optionalText("purpose"))
        .reference(members.optionalText("reference"))
        .records(members.number("records"))
        .bytes(members.number("bytes"))
        .build();
  }
}
