package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Several histories as one. Thread-safe if they are. */
record JoinedHistory(List<OutboxHistory> histories) implements OutboxHistory {

  @Override
  public Optional<OutboxEntry> find(MessageId id) {
    return histories.stream().flatMap(history -> history.find(id).stream()).findFirst();
  }

  @Override
  public Optional<SignedReceipt> receipt(MessageId id) {
    return histories.stream().flatMap(history -> history.receipt(id).stream()).findFirst();
  }

  @Override
  public List<SentItem> sent(NodeId receiver, ItemRange range, int max) {
    return histories.stream()
        .flatMap(history -> history.sent(receiver, range, max).stream())
        .sorted(Comparator.comparing(item -> item.id().toString()))
        .limit(max)
        .toList();
  }

  @Override
  public boolean requeue(MessageId id, Instant now) {
    return histories.stream().anyMatch(history -> history.requeue(id, now));
  }

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt, Instant now) {
    histories.stream()
        .filter(history -> history.find(entry.message().messageId()).isPresent())
        .forEach(history -> history.delivered(entry, receipt, now));
  }
}
