package io.github.citydc.exchange.batch.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.internal.ViolationJson;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The lines of a journal of an upload. */
final class UploadJournalJson {

  private static final PayloadJson JSON = PayloadJson.standard();

  private UploadJournalJson() {}

  static ObjectNode write(UploadIdentity identity) {
    ObjectNode object = JSON.newObject();
    object.put("batchId", identity.id().toString());
    object.put("type", identity.type().toString());
    object.put("operation", identity.operation().wireName());
    object.put("sender", identity.sender().toString());
    object.put("receiver", identity.receiver().toString());
    object.put("createdAt", Timestamps.format(identity.createdAt()));
    object.put("encoding", identity.encoding().wireName());
    object.put("partSize", identity.partSize());
    object.put("checked", identity.checked());
    return object;
  }

  static UploadIdentity identity(ObjectNode object) {
    return new UploadIdentity(
        MessageId.parse(object.path("batchId").asText()),
        PayloadType.parse(object.path("type").asText()),
        Operation.ofWireName(object.path("operation").asText()),
        NodeId.parse(object.path("sender").asText()),
        NodeId.parse(object.path("receiver").asText()),
        OffsetDateTime.parse(object.path("createdAt").asText()),
        PartEncoding.ofWireName(object.path("encoding").asText()),
        object.path("partSize").asInt(),
        object.path("checked").asBoolean());
  }

  static ObjectNode write(UploadJournal.Arrived arrived) {
    ObjectNode object = JSON.newObject();
    object.set("part", ManifestJson.write(arrived.part()));
    object.put("first", arrived.first());
    object.put("last", arrived.last());
    object.put("digest", arrived.digest());
    ArrayNode leftOut = object.putArray("leftOut");
    for (Rejection rejection : arrived.leftOut()) {
      ObjectNode one = leftOut.addObject();
      one.put("record", rejection.record());
      one.put("code", rejection.code());
      one.put("detail", rejection.detail());
      one.set("violations", ViolationJson.write(rejection.violations()));
      ViolationJson.writeMore(rejection.moreViolations(), one);
    }
    return object;
  }

  static UploadJournal.Arrived arrived(ObjectNode object) {
    List<Rejection> leftOut = new ArrayList<>();
    object
        .path("leftOut")
        .forEach(
            one ->
                leftOut.add(
                    new Rejection(
                        one.path("record").asLong(),
                        one.path("code").asText(),
                        one.path("detail").asText(),
                        ViolationJson.read(one.path("violations")),
                        ViolationJson.more(one.path("moreViolations")))));
    return new UploadJournal.Arrived(
        ManifestJson.part(object.path("part"), "/part"),
        object.path("first").asLong(),
        object.path("last").asLong(),
        object.path("digest").asText(),
        leftOut);
  }

  static ObjectNode write(UploadJournal.End end) {
    return JSON.newObject().put("end", end.records()).put("digest", end.digest());
  }

  static UploadJournal.End end(ObjectNode object) {
    return new UploadJournal.End(object.path("end").asLong(), object.path("digest").asText());
  }
}
