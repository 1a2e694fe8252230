package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.AcceptedItems;
import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ItemKind;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.internal.Pages;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answering side of reconciliation: an endpoint at which nodes query the items that the
 * receiver has accepted from them. Interface standard §4.4. Thread-safe.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .endpoint(ReconciliationEndpoint.factory())
 * }</pre>
 */
public final class ReconciliationEndpoint implements Endpoint {

  private static final Map<String, Set<String>> PATHS = Map.of("reconciliation", Set.of("GET"));

  private static final int PAGE = 5_000;
  private static final int LAST_HOUR = DayBuckets.HOURS - 1;

  private final ReceiverParts receiver;

  private ReconciliationEndpoint(ReceiverParts receiver) {
    this.receiver = receiver;
  }

  /**
   * Answers from everything a receiver accepts: messages, and what its endpoints accept.
   *
   * @return what makes the endpoint
   */
  public static EndpointFactory factory() {
    return ReconciliationEndpoint::new;
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
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
    return receiver.accepted().stream()
        .filter(source -> source.kind() == kind)
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.NOT_FOUND, "This node accepts no " + kind.wireName()));
  }

  private HttpResponse buckets(AcceptedItems source, NodeId sender, ReconciliationQuery query) {
    ItemRange day = ItemRange.ofDay(query.date()).ofType(query.type());
    Iterator<AcceptedItem> items =
        new Pages<>(
            AcceptedItem::id,
            last -> Pages.Page.of(source.accepted(sender, rest(day, last), PAGE), PAGE));
    DayDigest digest = new DayDigest(receiver.profile().hash());
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
    return Answer.of(200, MediaType.JSON, Content.of(body));
  }
}
