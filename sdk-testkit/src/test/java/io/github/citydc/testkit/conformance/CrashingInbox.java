package io.github.citydc.testkit.conformance;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.InboxWork;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the work of each third message in a transaction of its own, and ends before the rest. */
final class CrashingInbox implements Inbox {

  private final Inbox inner;
  private final AtomicInteger count = new AtomicInteger();

  private CrashingInbox(Inbox inner) {
    this.inner = inner;
  }

  static ExchangeReceiverBuilder into(ExchangeReceiverBuilder receiver, Inbox inner) {
    return receiver.inbox(new CrashingInbox(inner));
  }

  @Override
  public InboxEntry store(InboxEntry entry, InboxWork work) throws Exception {
    return inner.store(
        entry,
        connection -> {
          if (count.incrementAndGet() % 3 != 0) {
            work.run(connection);
            return;
          }
          String url = connection.getMetaData().getURL();
          try (Connection other = DriverManager.getConnection(url, "sa", "")) {
            other.setAutoCommit(false);
            work.run(other);
            other.commit();
          }
          throw new IllegalStateException("It ends here");
        });
  }

  @Override
  public Optional<InboxEntry> find(NodeId sender, MessageId id) {
    return inner.find(sender, id);
  }

  @Override
  public List<AcceptedMessage> latest(Optional<NodeId> sender, int max) {
    return inner.latest(sender, max);
  }

  @Override
  public int forget(Instant madeBefore, int max, Archive<InboxEntry> archive) {
    return inner.forget(madeBefore, max, archive);
  }

  @Override
  public List<AcceptedItem> accepted(NodeId sender, ItemRange range, int max) {
    return inner.accepted(sender, range, max);
  }

  @Override
  public Optional<ReplayGuard> replayGuard(Clock clock) {
    return inner.replayGuard(clock);
  }
}
