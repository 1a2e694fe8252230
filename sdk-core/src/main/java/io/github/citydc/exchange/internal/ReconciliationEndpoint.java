package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.reconciliation.AcceptedItem;
import io.github.citydc.exchange.reconciliation.DayBuckets;
import io.github.citydc.exchange.reconciliation.ItemKind;
import io.github.citydc.exchange.reconciliation.ItemPage;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.exchange.spi.AcceptedItems;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.ItemRange;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** {@code GET /reconciliation}: a node asks what was accepted of its own messages. */
public final class ReconciliationEndpoint implements Endpoint {

  private static final int PAGE = 5_000;
  private static final int LAST_HOUR = DayBuckets.HOURS - 1;

  private final List<AcceptedItems> sources;

  /**
   * Answers from these stores.
   *
   * @param sources one of a kind
   */
  public ReconciliationEndpoint(List<AcceptedItems> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target
        .match("GET", "reconciliation")
        .map(
            path -> {
              Parameters parameters = new Parameters(target);
              ReconciliationQuery query = query(parameters);
              AcceptedItems source = source(query.kind());
              return parameters
                  .number("hour", 0, LAST_HOUR)
                  .map(hour -> items(source, request.sender(), query, hour, after(parameters)))
                  .orElseGet(() -> buckets(source, request.sender(), query));
            });
  }

  private static ReconciliationQuery query(Parameters parameters) {
    return new ReconciliationQuery(
        parameters.date("date"),
        parameters.optional("of", ItemKind::ofWireName).orElse(ItemKind.MESSAGES),
        parameters.optional("type", PayloadType::parse));
  }

  private static Optional<MessageId> after(Parameters parameters) {
    return parameters.optional("after", MessageId::parse);
  }

  private AcceptedItems source(ItemKind kind) {
    return sources.stream()
        .filter(source -> source.kind() == kind)
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.NOT_FOUND, "This node accepts no " + kind.wireName()));
  }

  private static HttpResponse buckets(
      AcceptedItems source, NodeId sender, ReconciliationQuery query) {
    ItemRange day = ItemRange.ofDay(query.date()).ofType(query.type());
    Iterator<AcceptedItem> items =
        new Pages<>(
            AcceptedItem::id,
            last -> Pages.Page.of(source.accepted(sender, rest(day, last), PAGE), PAGE));
    DayDigest digest = new DayDigest();
    items.forEachRemaining(item -> digest.add(item.id(), item.digest()));
    return json(
        ReconciliationJson.write(
            new DayBuckets(
                query,
                source.forgottenBefore().map(time -> time.atOffset(ItemRange.OFFSET)),
                digest.buckets())));
  }

  private static HttpResponse items(
      AcceptedItems source,
      NodeId sender,
      ReconciliationQuery query,
      int hour,
      Optional<MessageId> after) {
    ItemRange range = ItemRange.ofHour(query.date(), hour).ofType(query.type());
    List<AcceptedItem> items = source.accepted(sender, rest(range, after), PAGE + 1);
    boolean more = items.size() > PAGE;
    ItemPage page = new ItemPage(more ? items.subList(0, PAGE) : items, more);
    return json(ReconciliationJson.write(query, hour, page));
  }

  private static ItemRange rest(ItemRange range, Optional<MessageId> after) {
    return after.map(range::after).orElse(range);
  }

  private static HttpResponse json(byte[] body) {
    return new HttpResponse(
        200, HttpHeaders.empty().with("content-type", "application/json"), HttpBody.of(body));
  }
}
