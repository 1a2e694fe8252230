package io.github.citydc.spring;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.InboxWork;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * An inbox that stores messages in the transactions of Spring, and reads them without. Thread-safe.
 *
 * @param plain reads
 * @param within stores: the same tables, on {@link SpringTransactions}
 */
record SpringInbox(Inbox plain, Inbox within) implements Inbox {

  @Override
  public InboxEntry store(InboxEntry entry, InboxWork work) throws Exception {
    return within.store(entry, work);
  }

  @Override
  public List<CompletableFuture<InboxEntry>> storeAll(
      List<Item> items, Duration longest, Predicate<Throwable> endsAt) {
    return within.storeAll(items, longest, endsAt);
  }

  @Override
  public Optional<InboxEntry> find(NodeId sender, MessageId id) {
    return plain.find(sender, id);
  }

  @Override
  public List<AcceptedMessage> latest(Optional<NodeId> sender, int max) {
    return plain.latest(sender, max);
  }

  @Override
  public List<AcceptedItem> accepted(NodeId sender, ItemRange range, int max) {
    return plain.accepted(sender, range, max);
  }

  @Override
  public Optional<Instant> forgottenBefore() {
    return plain.forgottenBefore();
  }

  @Override
  public Duration remembers() {
    return plain.remembers();
  }

  @Override
  public int forget(Instant madeBefore, int max, Archive<InboxEntry> archive) {
    return plain.forget(madeBefore, max, archive);
  }

  @Override
  public Optional<ReplayGuard> replayGuard(Clock clock) {
    return plain.replayGuard(clock);
  }
}
