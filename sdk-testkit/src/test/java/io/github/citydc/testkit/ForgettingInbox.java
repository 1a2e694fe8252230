package io.github.citydc.testkit;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.InboxWork;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes each message and stores nothing, so that what is left is validation, signatures and the
 * way; nonces are in a database, as everywhere.
 *
 * @param nonces the database
 */
record ForgettingInbox(NodeDatabase nonces) implements Inbox {

  @Override
  public InboxEntry store(InboxEntry entry, InboxWork work) {
    return entry;
  }

  @Override
  public Optional<InboxEntry> find(NodeId sender, MessageId id) {
    return Optional.empty();
  }

  @Override
  public List<AcceptedMessage> latest(Optional<NodeId> sender, int max) {
    return List.of();
  }

  @Override
  public int forget(Instant madeBefore, int max, Archive<InboxEntry> archive) {
    return 0;
  }

  @Override
  public List<AcceptedItem> accepted(NodeId sender, ItemRange range, int max) {
    return List.of();
  }

  @Override
  public Optional<ReplayGuard> replayGuard(Clock clock) {
    return Optional.of(JdbcReplayGuard.on(nonces, clock));
  }
}
