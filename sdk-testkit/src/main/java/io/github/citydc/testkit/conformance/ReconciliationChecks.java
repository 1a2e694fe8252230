package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a node says it has accepted of a sender. */
final class ReconciliationChecks {

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private ReconciliationChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-42",
            "Days and hours are those of UTC+8 and of the id, and digests can be computed again",
            "日期与小时按 UTC+8 及标识计，摘要可重算")
        .by(ReconciliationChecks::hours)
        .add("S-43", "The items of an hour are sorted and come in pages", "每小时的条目有序并可分页")
        .by(ReconciliationChecks::items)
        .add("S-44", "A node sees only what it has sent itself", "节点只能看到自己发送的内容")
        .by(ReconciliationChecks::ownOnly);
  }

  private static String at(Examiner node, Instant made) {
    String id = Messages.id(made);
    ObjectNode message = node.messages.person().put("messageId", id);
    node.send(node.post(message)).accepted();
    return id;
  }

  private static JsonNode hour(Examiner node, Party by, LocalDate day, int hour, String more) {
    return node.get(by, "/reconciliation?date=" + day + "&hour=" + hour + more).status(200).json();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static Reply buckets(Examiner node, LocalDate day) {
    Reply reply = node.get("/reconciliation?date=" + day);
    Examiner.need(reply.status() != 404, "The node answers no reconciliation");
    return reply.status(200);
  }

  private static void hours(Examiner node) {
    LocalDate day = LocalDate.ofInstant(node.now(), CHINA).minusDays(2);
    Instant midnight = day.plusDays(1).atTime(LocalTime.MIDNIGHT).toInstant(CHINA);
    Reply before = buckets(node, day);
    String last = at(node, midnight.minusMillis(1));
    String first = at(node, midnight);
    for (String id :
        List.of(at(node, midnight.minusMillis(5)), at(node, midnight.minusMillis(3)))) {
      Examiner.require(
          ids(hour(node, node.own, day, 23, "")).contains(id), "An accepted message is not listed");
    }
    Reply of = node.signed(buckets(node, day));
    of.require(of.json().path("hours").size() == 24, "expected 24 hours");
    of.require(of.text("of").equals("messages"), "expected \"of\":\"messages\"");
    of.require(
        count(of, 23) == count(before, 23) + 3,
        "expected what was made in the last millisecond of a day in its hour 23");
    of.require(
        ids(hour(node, node.own, day, 23, "")).contains(last),
        "expected the id of 15:59:59.999Z in hour 23");
    of.require(
        ids(hour(node, node.own, day.plusDays(1), 0, "")).contains(first),
        "expected the id of 16:00:00.000Z in hour 0 of the next day");
    for (int hour : List.of(23, 0)) {
      LocalDate date = hour == 0 ? day.plusDays(1) : day;
      Reply bucket = buckets(node, date);
      bucket.require(
          bucket
              .json()
              .path("hours")
              .get(hour)
              .path("digest")
              .asText()
              .equals(digest(all(node, date, hour))),
          "expected the digest of hour " + hour + " to be that of its items");
    }
    Reply old = buckets(node, LocalDate.of(1999, 1, 1));
    for (int hour = 0; hour < 24; hour++) {
      JsonNode bucket = old.json().path("hours").get(hour);
      old.require(
          bucket.path("hour").asInt() == hour
              && bucket.path("count").asInt() == 0
              && bucket.path("digest").asText().equals(EMPTY),
          "expected an empty hour with the digest of nothing");
    }
  }

  private static int count(Reply buckets, int hour) {
    return buckets.json().path("hours").get(hour).path("count").asInt();
  }

  private static List<JsonNode> all(Examiner node, LocalDate day, int hour) {
    List<JsonNode> items = new ArrayList<>();
    Optional<String> after = Optional.empty();
    JsonNode page;
    do {
      page = hour(node, node.own, day, hour, after.map(id -> "&after=" + id).orElse(""));
      page.path("items").forEach(items::add);
      after = Optional.of(items).filter(list -> !list.isEmpty()).map(ReconciliationChecks::lastId);
    } while (page.path("more").asBoolean());
    return items;
  }

  private static String lastId(List<JsonNode> items) {
    return items.get(items.size() - 1).path("id").asText();
  }

  private static String digest(List<JsonNode> items) {
    StringBuilder lines = new StringBuilder();
    items.stream()
        .map(item -> item.path("id").asText() + " " + item.path("digest").asText() + "\n")
        .sorted()
        .forEach(lines::append);
    return Messages.sha256(Messages.utf8(lines.toString()));
  }

  private static void items(Examiner node) throws Exception {
    LocalDate day = LocalDate.ofInstant(node.now(), CHINA).minusDays(3);
    Instant noon = day.atTime(12, 0).toInstant(CHINA);
    buckets(node, day);
    for (int i : new int[] {4, 1, 3, 0, 2}) {
      at(node, noon.plusMillis(i));
    }
    List<String> ids = ids(hour(node, node.own, day, 12, ""));
    Examiner.require(ids.size() >= 5, "Five messages are " + ids.size() + " items");
    Examiner.require(ids.stream().sorted().toList().equals(ids), "The items are not sorted by id");
    for (int i : new int[] {0, 2, ids.size() - 1}) {
      List<String> behind = ids(hour(node, node.own, day, 12, "&after=" + ids.get(i)));
      Examiner.require(
          behind.equals(ids.subList(i + 1, ids.size())),
          "after= is not exclusive, or skips items: " + behind.size() + " behind item " + i);
    }
    Examiner.require(
        ids(hour(node, node.own, day, 12, "&type=" + Pulled.encoded(Messages.PERSON))).equals(ids),
        "type= leaves out items of the type");
    Examiner.require(
        ids(hour(node, node.own, day, 12, "&type=" + Pulled.encoded("space.grid/1"))).isEmpty(),
        "type= lists items of another type");
    if (node.limit("partSize") == 0) {
      node.leaveOut("batches: the node takes none");
      return;
    }
    byte[] part = Messages.utf8(Messages.text(node.messages.personPayload(node.own)) + "\n");
    node.messages.part(part);
    ObjectNode manifest =
        node.messages.manifest(node.own, Messages.PERSON, List.of(part), List.of(1));
    manifest.put("batchId", Messages.id(noon.plusMillis(9)));
    node.messages.batch(manifest).status(202);
    node.messages.done(manifest.path("batchId").asText());
    JsonNode item = hour(node, node.own, day, 12, "&of=batches").path("items").path(0);
    Examiner.require(
        item.path("accepted").asInt() == 1 && item.path("rejected").asInt(-1) == 0,
        "A batch is not listed with accepted and rejected: " + item);
    JsonNode bucket =
        node.get("/reconciliation?date=" + day + "&of=batches")
            .status(200)
            .json()
            .path("hours")
            .get(12);
    List<JsonNode> batches = new ArrayList<>();
    hour(node, node.own, day, 12, "&of=batches").path("items").forEach(batches::add);
    Examiner.require(
        bucket.path("digest").asText().equals(digest(batches)),
        "The digest of batches is not that of ids and digests alone");
  }

  private static void ownOnly(Examiner node) {
    LocalDate day = LocalDate.ofInstant(node.now(), CHINA).minusDays(4);
    Instant noon = day.atTime(12, 0).toInstant(CHINA);
    buckets(node, day);
    String mine = at(node, noon);
    if (node.keys.find(ConformanceKeys.Extra.SECOND).isPresent()) {
      Examiner.require(
          !ids(hour(node, node.second(), day, 12, "")).contains(mine),
          "A sender sees what another one has sent");
      ObjectNode theirs = node.messages.person(node.second()).put("messageId", Messages.id(noon));
      node.send(node.draft(node.second(), "POST", "/messages", Messages.bytes(theirs))).accepted();
      Examiner.require(
          !ids(hour(node, node.own, day, 12, "")).contains(theirs.path("messageId").asText()),
          "A sender sees what another one has sent");
    } else {
      node.leaveOut("messages of another sender: there is no key second");
    }
    for (String query :
        List.of(
            "",
            "?date=2026-02-30",
            "?date=20260220",
            "?date=yesterday",
            "?date=1969-12-31",
            "?date=2026-02-20&hour=24",
            "?date=2026-02-20&of=files")) {
      Reply reply = node.get("/reconciliation" + query);
      explained("reconciliation" + query, () -> reply.refused("malformed-message"));
    }
    JsonNode answer = node.get("/reconciliation?date=" + day).json();
    if (answer.path("forgottenBefore").isMissingNode()) {
      node.leaveOut("what was archived: the node has forgotten nothing yet");
    } else {
      Instant forgotten =
          io.github.citydc.code.Rfc3339.parse(answer.path("forgottenBefore").asText()).toInstant();
      ObjectNode old =
          node.messages.person().put("messageId", Messages.id(forgotten.minusSeconds(60)));
      Reply reply = node.send(node.post(old));
      explained("a message older than what is remembered", () -> reply.refused("message-conflict"));
    }
  }
}
