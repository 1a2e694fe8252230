package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * A client for querying the items that a receiver has accepted from this node, for comparisons of
 * your own: interface standard §4.4. {@link Reconciler} compares an outbox. Thread-safe.
 */
public final class ReconciliationInquiry {

  private final ExchangeClient client;

  private ReconciliationInquiry(ExchangeClient client) {
    this.client = client;
  }

  /**
   * Returns an inquiry that uses a client.
   *
   * @param client signs, carries and verifies
   * @return the inquiry
   */
  public static ReconciliationInquiry through(ExchangeClient client) {
    return new ReconciliationInquiry(client);
  }

  /**
   * Queries, hour by hour, the items of a day that the receiver has accepted from this node.
   *
   * @param receiver the node to query
   * @param query which day, and what
   * @return 24 buckets
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refuses to tell
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public DayBuckets day(NodeId receiver, ReconciliationQuery query) {
    return client.call(
        receiver,
        Call.get(target(query)),
        answer -> ReconciliationJson.readDay(query, body(answer)));
  }

  /**
   * Queries the items of an hour that the receiver has accepted from this node.
   *
   * @param receiver the node to query
   * @param query which day, and what
   * @param hour 0 to 23, of UTC+8
   * @param after the last id of the page before, empty for the beginning
   * @return some items, sorted by id
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refuses to tell
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public ItemPage items(
      NodeId receiver, ReconciliationQuery query, int hour, Optional<MessageId> after) {
    String target = target(query) + "&hour=" + hour + after.map(id -> "&after=" + id).orElse("");
    ItemPage page =
        client.call(
            receiver, Call.get(target), answer -> ReconciliationJson.readItems(body(answer)));
    if (after.isPresent()
        && !page.items().isEmpty()
        && page.items().get(0).id().compareTo(after.get()) <= 0) {
      throw new MalformedMessageException("/items", "must lie behind the page before");
    }
    return page;
  }

  private static String target(ReconciliationQuery query) {
    return "/reconciliation?date="
        + query.date()
        + "&of="
        + query.kind().wireName()
        + query.type().map(type -> "&type=" + type).orElse("");
  }

  private static byte[] body(VerifiedResponse answer) {
    return answer.response().body().toByteArray();
  }
}
