package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ItemKind;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.internal.Pages;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.outbox.SentItem;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One comparison of one day: bucket by bucket first, then item by item in the hours that differ.
 * Used once, by one thread.
 */
final class DayComparison {

  private static final int PAGE = 5_000;

  private final ExchangeClient client;
  private final OutboxHistory outbox;
  private final NodeId receiver;
  private final ReconciliationQuery query;
  private final Clock clock;
  private final Consumer<ReconciliationFinding> listener;
  private final Repair repair;
  private final List<ReconciliationFinding> findings = new ArrayList<>();

  DayComparison(
      ExchangeClient client,
      OutboxHistory outbox,
      NodeId receiver,
      ReconciliationQuery query,
      Clock clock,
      Consumer<ReconciliationFinding> listener,
      Repair repair) {
    if (query.kind() != ItemKind.MESSAGES) {
      throw new IllegalArgumentException("An outbox holds messages, not batches");
    }
    this.client = client;
    this.outbox = outbox;
    this.receiver = receiver;
    this.query = query;
    this.clock = clock;
    this.listener = listener;
    this.repair = repair;
  }

  ReconciliationReport run() {
    // This side first: what is acknowledged here by then must be there.
    HashAlgorithm mine = client.profile().hash();
    Summary here = summary(mine);
    DayBuckets there = ReconciliationInquiry.through(client).day(receiver, query);
    HashAlgorithm theirs = ContentHash.ofShortText(there.hours().get(0).digest()).algorithm();
    if (theirs != mine && theirs.isAvailable()) {
      // Later than there: in an hour that has changed meanwhile each item is compared by itself.
      here = summary(theirs);
    }
    List<HourReport> hours = new ArrayList<>();
    for (HourBucket bucket : there.hours()) {
      hours.add(hour(here, bucket, there));
    }
    return new ReconciliationReport(receiver, query, Timestamps.now(clock), hours, findings);
  }

  private HourReport hour(Summary here, HourBucket there, DayBuckets day) {
    int hour = there.hour();
    if (isForgotten(hour, day)) {
      return counted(hour, ReconciliationVerdict.FORGOTTEN, here.all().get(hour));
    }
    HourBucket delivered = here.delivered().get(hour);
    boolean settled = delivered.count() == here.all().get(hour);
    if (settled && delivered.equals(there)) {
      return counted(hour, ReconciliationVerdict.AGREED, there.count());
    }
    return new HourComparison(hour, client, outbox, receiver, repair, this::found)
        .run(sent(ItemRange.ofHour(query.date(), hour)), accepted(hour));
  }

  private boolean isForgotten(int hour, DayBuckets day) {
    Instant start = ItemRange.start(query.date(), hour);
    return day.forgottenBefore().filter(time -> start.isBefore(time.toInstant())).isPresent();
  }

  private static HourReport counted(int hour, ReconciliationVerdict verdict, long count) {
    return new HourReport(hour, count == 0 ? Map.of() : Map.of(verdict, count));
  }

  private void found(ReconciliationFinding finding) {
    if (findings.size() < ReconciliationReport.MAX_FINDINGS) {
      findings.add(finding);
    }
    listener.accept(finding);
  }

  /**
   * What this side has of the day.
   *
   * @param all how many messages of each hour, in whatever state
   * @param delivered those of each hour that are acknowledged
   */
  private record Summary(List<Long> all, List<HourBucket> delivered) {}

  private Summary summary(HashAlgorithm algorithm) {
    long[] all = new long[DayBuckets.HOURS];
    DayDigest delivered = new DayDigest(algorithm);
    sent(ItemRange.ofDay(query.date()))
        .forEachRemaining(
            item -> {
              all[DayDigest.hourOf(item.id())]++;
              if (item.state() == OutboxState.DELIVERED) {
                delivered.add(item.id(), item.digest());
              }
            });
    return new Summary(Arrays.stream(all).boxed().toList(), delivered.buckets());
  }

  private Iterator<SentItem> sent(ItemRange whole) {
    ItemRange range = whole.ofType(query.type());
    return new Pages<>(
        SentItem::id, last -> Pages.Page.of(outbox.sent(receiver, rest(range, last), PAGE), PAGE));
  }

  private static ItemRange rest(ItemRange range, Optional<MessageId> last) {
    return last.map(range::after).orElse(range);
  }

  private Iterator<AcceptedItem> accepted(int hour) {
    return new Pages<>(
        AcceptedItem::id,
        last -> {
          ItemPage page = ReconciliationInquiry.through(client).items(receiver, query, hour, last);
          return new Pages.Page<>(page.items(), page.more());
        });
  }
}
