package io.github.citydc.exchange.batch.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.internal.ViolationJson;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.PayloadJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON form of the status of a batch: interface standard §4.5. */
public final class StatusJson {

  private static final PayloadJson JSON = PayloadJson.standard();

  private StatusJson() {}

  public static byte[] write(StatusPage page) {
    ObjectNode object = write(page.status().toBuilder().delay(page.delay()).build());
    object.set("rejections", write(page.rejected()));
    page.next().ifPresent(next -> object.put("next", next.toString()));
    return JSON.write(object);
  }

  /**
   * Writes a status without rejected records.
   *
   * @param status what to write
   * @return the object
   */
  public static ObjectNode write(BatchStatus status) {
    ObjectNode object = JSON.newObject();
    object.put("batchId", status.batchId().toString());
    object.put("state", status.state().wireName());
    object.put("records", status.records());
    object.put("accepted", status.accepted());
    object.put("rejected", status.rejected());
    object.put("acceptedAt", Timestamps.format(status.acceptedAt()));
    status.finishedAt().ifPresent(at -> object.put("finishedAt", Timestamps.format(at)));
    status.delay().ifPresent(reason -> object.put("delay", reason));
    return object;
  }

  /**
   * Writes rejected records.
   *
   * @param rejected what to write
   * @return an array
   */
  public static ArrayNode write(List<RejectedRecord> rejected) {
    ArrayNode rejections = JsonNodeFactory.instance.arrayNode();
    rejected.forEach(record -> rejections.add(write(record)));
    return rejections;
  }

  private static ObjectNode write(RejectedRecord record) {
    ObjectNode object = JSON.newObject();
    object.put("part", record.part());
    object.put("line", record.line());
    object.put("code", record.code());
    object.put("detail", record.detail());
    if (!record.violations().isEmpty()) {
      object.set("violations", ViolationJson.write(record.violations()));
    }
    ViolationJson.writeMore(record.moreViolations(), object);
    return object;
  }

  /**
   * Reads a status.
   *
   * @param body as received
   * @return the status
   * @throws MalformedMessageException if it is not one
   */
  public static StatusPage read(byte[] body) {
    JsonMembers members = JsonMembers.read(body);
    return new StatusPage(
        status(members),
        members.optional("rejections").map(StatusJson::readRejections).orElse(List.of()),
        members.optionalText("next").map(next -> RejectionCursor.of(Optional.of(next))),
        members.optionalText("delay"));
  }

  /**
   * Reads a status without rejected records.
   *
   * @param object what {@link #write(BatchStatus)} wrote
   * @return the status
   * @throws MalformedMessageException if it is not one
   */
  public static BatchStatus readStatus(ObjectNode object) {
    return status(new JsonMembers(object));
  }

  private static BatchStatus status(JsonMembers members) {
    return new BatchStatus(
        members.value("batchId", MessageId::parse),
        members.value("state", BatchState::ofWireName),
        number(members, "records"),
        number(members, "accepted"),
        number(members, "rejected"),
        members.time("acceptedAt"),
        members.optional("finishedAt").map(at -> members.time("finishedAt")),
        members.optionalText("delay"));
  }

  /**
   * Reads rejected records.
   *
   * @param rejections what {@link #write(List)} wrote
   * @return the records
   */
  public static List<RejectedRecord> readRejections(JsonNode rejections) {
    List<RejectedRecord> rejected = new ArrayList<>();
    rejections.forEach(one -> rejected.add(read(one)));
    return rejected;
  }

  private static long number(JsonMembers members, String name) {
    return members
        .optional(name)
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::asLong)
        .orElseThrow(() -> new MalformedMessageException("/" + name, "must be a number"));
  }

  private static RejectedRecord read(JsonNode node) {
    return new RejectedRecord(
        node.path("part").asInt(),
        node.path("line").asInt(),
        node.path("code").asText(),
        node.path("detail").asText(),
        ViolationJson.read(node.path("violations")),
        ViolationJson.more(node.path("moreViolations")));
  }
}
