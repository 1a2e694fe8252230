package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.reconciliation.DayBuckets;
import io.github.citydc.exchange.reconciliation.ItemPage;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.exchange.spi.VerifiedResponse;
import io.github.citydc.naming.NodeId;
import java.util.Optional;

/** What a client asks for to reconcile: interface standard §4.4. */
public final class ReconciliationCalls {

  private final NodeCaller caller;

  /**
   * Asks through this caller.
   *
   * @param caller signs, carries and verifies
   */
  public ReconciliationCalls(NodeCaller caller) {
    this.caller = caller;
  }

  /**
   * {@code GET /reconciliation}.
   *
   * @param receiver whom to ask
   * @param query what about
   * @return 24 buckets
   */
  public DayBuckets day(NodeId receiver, ReconciliationQuery query) {
    return caller.call(
        receiver,
        Call.get(target(query)),
        answer -> ReconciliationJson.readDay(query, body(answer)));
  }

  /**
   * {@code GET /reconciliation} with an hour.
   *
   * @param receiver whom to ask
   * @param query what about
   * @param hour 0 to 23
   * @param after the last id of the page before, empty for the beginning
   * @return items of that hour, behind that id
   */
  public ItemPage items(
      NodeId receiver, ReconciliationQuery query, int hour, Optional<MessageId> after) {
    String target = target(query) + "&hour=" + hour + after.map(id -> "&after=" + id).orElse("");
    ItemPage page =
        caller.call(
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
