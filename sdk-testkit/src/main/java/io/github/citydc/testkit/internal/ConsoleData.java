package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import java.time.Clock;
import java.util.Optional;

/** The data of the console page, as JSON. */
final class ConsoleData {

  private static final int BATCHES = 50;
  private static final int REJECTIONS = 200;

  private final NodeFacts facts;
  private final Traffic traffic;
  private final BatchStore batches;
  private final DutyView duties;
  private final ExchangeReceiver receiver;
  private final FaultPanel faults;
  private final Clock clock;
  private final SightingJson json;

  ConsoleData(
      NodeFacts facts,
      Traffic traffic,
      BatchStore batches,
      DutyView duties,
      ExchangeReceiver receiver,
      FaultPanel faults,
      Clock clock) {
    this.facts = facts;
    this.traffic = traffic;
    this.batches = batches;
    this.duties = duties;
    this.receiver = receiver;
    this.faults = faults;
    this.clock = clock;
    this.json = new SightingJson(facts.directory(), facts.node());
  }

  /** The node, its health and its rates. */
  JsonNode state() {
    ObjectNode state =
        StrictJson.newObject()
            .put("node", facts.node().toString())
            .put("startedAt", facts.startedAt().toString())
            .put("now", clock.instant().toString())
            .put("certificate", Certificates.fingerprint(facts.certificate()))
            .put("notBefore", facts.certificate().getNotBefore().toInstant().toString())
            .put("notAfter", facts.certificate().getNotAfter().toInstant().toString())
            .put("slotSeconds", Rates.SLOT_SECONDS);
    Rates.Slots rates = traffic.rates(clock.instant());
    for (long count : rates.accepted()) {
      state.withArray("accepted").add(count);
    }
    for (long count : rates.refused()) {
      state.withArray("refused").add(count);
    }
    Health health = receiver.health();
    ArrayNode checks = state.put("healthy", health.isHealthy()).putArray("checks");
    for (Health.Check check : health.checks()) {
      ObjectNode one =
          checks
              .addObject()
              .put("name", check.name())
              .put("healthy", check.healthy())
              .put("detail", check.detail());
      check.figures().forEach((name, figure) -> one.withObject("/figures").put(name, figure));
    }
    return state;
  }

  JsonNode messages() {
    ArrayNode all = StrictJson.newObject().putArray("messages");
    traffic.newest().forEach(sighting -> all.add(json.summary(sighting)));
    return all;
  }

  Optional<JsonNode> message(long number) {
    return traffic.find(number).map(json::whole);
  }

  Optional<JsonNode> diagnosis(long number) {
    return traffic.find(number).flatMap(json::diagnosis);
  }

  /** The body with its values: of a sandbox only, and only on request. */
  Optional<JsonNode> body(long number) {
    return traffic.find(number).flatMap(Sighting::json);
  }

  JsonNode batches() {
    ArrayNode all = StrictJson.newObject().putArray("batches");
    batches.latest(Optional.empty(), BATCHES).forEach(batch -> all.add(summary(batch)));
    return all;
  }

  private static ObjectNode summary(AcceptedBatch batch) {
    return status(batch.status())
        .put("sender", batch.sender().toString())
        .put("type", batch.type().toString())
        .put("operation", batch.operation().wireName());
  }

  private static ObjectNode status(BatchStatus status) {
    ObjectNode json =
        StrictJson.newObject()
            .put("batchId", status.batchId().toString())
            .put("state", status.state().wireName())
            .put("records", status.records())
            .put("accepted", status.accepted())
            .put("rejected", status.rejected())
            .put("acceptedAt", status.acceptedAt().toInstant().toString());
    status.finishedAt().ifPresent(at -> json.put("finishedAt", at.toInstant().toString()));
    status.delay().ifPresent(why -> json.put("delay", why));
    return json;
  }

  Optional<JsonNode> batch(NodeId sender, MessageId id) {
    return batches
        .status(sender, id)
        .map(
            status -> {
              ObjectNode whole = status(status).put("sender", sender.toString());
              ArrayNode rejections = whole.putArray("rejections");
              batches
                  .rejected(sender, id, -1, 0, REJECTIONS)
                  .forEach(record -> rejections.add(rejection(record)));
              return whole;
            });
  }

  private static ObjectNode rejection(RejectedRecord record) {
    ObjectNode json =
        StrictJson.newObject()
            .put("part", record.part())
            .put("line", record.line())
            .put("code", record.code())
            .put("detail", record.detail());
    json.set("violations", SightingJson.violations(record.violations()));
    return json;
  }

  /** What is due when. */
  JsonNode duties() {
    return duties.board();
  }

  JsonNode faults() {
    ObjectNode all = StrictJson.newObject();
    faults.kinds().forEach(all.putArray("kinds")::add);
    faults.active().forEach(all.putArray("active")::add);
    return all;
  }
}
