package io.github.citydc.exchange.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;

/** The JSON form of an entry of the audit trail. */
final class AuditJson {

  static final String FORM = "cdx-audit/1";

  private static final PayloadJson JSON = PayloadJson.standard();

  private AuditJson() {}

  static byte[] write(AuditEntry entry) {
    ObjectNode object = JSON.newObject().put("form", FORM);
    object.put("at", Timestamps.format(entry.at()));
    object.put("self", entry.self().toString());
    entry.node().ifPresent(node -> object.put("node", node.toString()));
    entry.address().ifPresent(address -> object.put("address", address));
    object.put("action", entry.action());
    entry.subject().ifPresent(subject -> object.put("subject", subject));
    entry.type().ifPresent(type -> object.put("type", type.toString()));
    object.put("verdict", entry.verdict().wireName());
    entry.code().ifPresent(code -> object.put("code", code.wireName()));
    object.put("bytes", entry.bytes());
    object.put("times", entry.times());
    entry.trace().ifPresent(trace -> object.put("trace", trace));
    return JSON.write(object);
  }

  static AuditEntry read(byte[] line) {
    JsonMembers members = JsonMembers.read(line).ofForm(FORM);
    return AuditEntry.builder()
        .at(members.time("at"))
        .self(members.value("self", NodeId::parse))
        .node(members.optionalText("node").map(NodeId::parse))
        .address(members.optionalText("address"))
        .action(members.text("action"))
        .subject(members.optionalText("subject"))
        .type(members.optionalText("type").map(PayloadType::parse))
        .verdict(members.value("verdict", AuditVerdict::ofWireName))
        .code(members.optionalText("code").map(ProblemCode::ofWireName))
        .bytes(members.number("bytes"))
        .times(members.number("times"))
        .trace(members.optionalText("trace"))
        .build();
  }
}
