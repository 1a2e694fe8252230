package io.github.citydc.exchange.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.RecordCounts;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.PayloadJson;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The JSON forms of reconciliation: interface standard §4.4. */
public final class ReconciliationJson {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String DIGEST = "(sm3:)?[0-9a-f]{64}";

  private ReconciliationJson() {}

  /**
   * Writes the buckets of a day.
   *
   * @param day what to write
   * @return UTF-8
   */
  public static byte[] write(DayBuckets day) {
    ObjectNode object = opening(day.query());
    day.forgottenBefore().ifPresent(time -> object.put("forgottenBefore", Timestamps.format(time)));
    ArrayNode hours = object.putArray("hours");
    for (HourBucket bucket : day.hours()) {
      hours
          .addObject()
          .put("hour", bucket.hour())
          .put("count", bucket.count())
          .put("digest", bucket.digest());
    }
    return JSON.write(object);
  }

  /**
   * Writes items of an hour.
   *
   * @param query what was asked
   * @param hour 0 to 23
   * @param page the items
   * @return UTF-8
   */
  public static byte[] write(ReconciliationQuery query, int hour, ItemPage page) {
    ObjectNode object = opening(query).put("hour", hour);
    ArrayNode items = object.putArray("items");
    for (AcceptedItem item : page.items()) {
      ObjectNode written = items.addObject();
      written.put("id", item.id().toString()).put("digest", item.digest().shortText());
      item.records()
          .ifPresent(
              counts ->
                  written.put("accepted", counts.accepted()).put("rejected", counts.rejected()));
    }
    object.put("more", page.more());
    return JSON.write(object);
  }

  private static ObjectNode opening(ReconciliationQuery query) {
    ObjectNode object = JSON.newObject();
    object.put("date", query.date().toString()).put("of", query.kind().wireName());
    query.type().ifPresent(type -> object.put("type", type.toString()));
    return object;
  }

  /**
   * Reads the buckets of a day.
   *
   * @param query what was asked
   * @param body as received
   * @return the buckets
   * @throws MalformedMessageException if it is anything else
   */
  public static DayBuckets readDay(ReconciliationQuery query, byte[] body) {
    ObjectNode object = JsonMembers.readObject(body);
    JsonMembers members = new JsonMembers(object);
    Optional<OffsetDateTime> forgottenBefore =
        object.has("forgottenBefore")
            ? Optional.of(members.time("forgottenBefore"))
            : Optional.empty();
    List<HourBucket> hours =
        list(
            object,
            "hours",
            node -> new HourBucket((int) count(node, "hour"), count(node, "count"), digest(node)));
    return made("/hours", () -> new DayBuckets(query, forgottenBefore, hours));
  }

  /**
   * Reads items of an hour.
   *
   * @param body as received
   * @return the items
   * @throws MalformedMessageException if it is anything else
   */
  public static ItemPage readItems(byte[] body) {
    ObjectNode object = JsonMembers.readObject(body);
    List<AcceptedItem> items = list(object, "items", ReconciliationJson::item);
    return made("/items", () -> new ItemPage(items, object.path("more").asBoolean(false)));
  }

  private static AcceptedItem item(JsonNode node) {
    Optional<RecordCounts> records =
        node.has("accepted")
            ? Optional.of(new RecordCounts(count(node, "accepted"), count(node, "rejected")))
            : Optional.empty();
    return new AcceptedItem(
        MessageId.parse(node.path("id").asText()), ContentHash.ofShortText(digest(node)), records);
  }

  private static long count(JsonNode node, String member) {
    JsonNode count = node.path(member);
    if (!count.isIntegralNumber() || !count.canConvertToLong() || count.longValue() < 0) {
      throw new IllegalArgumentException(member + " must be a whole number from 0");
    }
    return count.longValue();
  }

  private static String digest(JsonNode node) {
    String digest = node.path("digest").asText();
    if (!digest.matches(DIGEST)) {
      throw new IllegalArgumentException("digest must have 64 digits of lower-case hex");
    }
    return digest;
  }

  private static <T> List<T> list(ObjectNode object, String member, Function<JsonNode, T> read) {
    if (!object.path(member).isArray()) {
      throw new MalformedMessageException("/" + member, "must be an array");
    }
    return made(
        "/" + member,
        () -> {
          List<T> list = new ArrayList<>();
          object.path(member).forEach(node -> list.add(read.apply(node)));
          return list;
        });
  }

  private static <T> T made(String pointer, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(pointer, String.valueOf(e.getMessage()));
    }
  }
}
