package io.github.citydc.exchange;

import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A store of accepted messages, by which a message that arrives twice is handled only once.
 * Implementations are thread-safe, also across processes that share the store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface Inbox extends AcceptedItems {

  @Override
  default ItemKind kind() {
    return ItemKind.MESSAGES;
  }

  /**
   * Finds the message accepted under an id.
   *
   * @param sender who sent it; ids of different senders never meet
   * @param id the message
   * @return the entry, empty if nothing was accepted under this id
   */
  Optional<InboxEntry> find(NodeId sender, MessageId id);

  /**
   * Lists messages, those accepted last first, for an operator who looks.
   *
   * @param sender only those of one node; empty for all
   * @param max the largest number, from 1
   * @return the newest messages, without what is in them
   */
  List<AcceptedMessage> latest(Optional<NodeId> sender, int max);

  /**
   * Stores a message and does the receiver's own work in one transaction.
   *
   * @param entry what to store
   * @param work the receiver's own work; what it throws rolls everything back and is thrown on
   * @return {@code entry}; or, if another thread or process stored the same id first, the entry
   *     stored then, and {@code work} left no trace
   * @throws Exception what {@code work} throws
   */
  InboxEntry store(InboxEntry entry, InboxWork work) throws Exception;

  /**
   * Stores the messages of a bundle, each with its work, as {@link #store} does each by itself: one
   * that fails leaves no trace, and keeps none of the others from being stored. An implementation
   * may use one transaction for several; their works are run one after the other, in order, and may
   * be run again if that transaction is lost. This implementation uses one for each.
   *
   * @param items the messages
   * @param longest when so much time is over no further work is begun; the first always is
   * @return of each message, in order, a future that has ended: with what {@link #store} returns or
   *     throws, or as {@link InboxItem#notBegun}
   */
  default List<CompletableFuture<InboxEntry>> storeAll(List<InboxItem> items, Duration longest) {
    long start = System.nanoTime();
    List<CompletableFuture<InboxEntry>> stored = new ArrayList<>();
    for (InboxItem item : items) {
      boolean late = System.nanoTime() - start > BoundedTime.nanos(longest);
      stored.add(late && !stored.isEmpty() ? InboxItem.notBegun() : item.storeIn(this));
    }
    return stored;
  }

  /**
   * Archives the oldest messages and then removes them. From then on they are not found, and a
   * message whose id was made before that time is refused: whether it was accepted is no longer
   * known.
   *
   * @param madeBefore those whose id was made before this time, at least as long ago as {@link
   *     #remembers} says
   * @param max the largest number per transaction, from 1; fewer if they are large
   * @param archive what to do with them first; what it throws leaves them where they are
   * @return how many were removed; 0 if none is left
   * @throws IllegalArgumentException if the time is less long ago
   */
  int forget(Instant madeBefore, int max, Archive<InboxEntry> archive);

  /**
   * The memory of nonces that lies in the same place as the messages, and that a receiver uses
   * unless its verifier was given another one.
   *
   * @param clock that of the verifier; it says which nonces may be forgotten
   * @return the guard; empty, as here, if the place has none
   */
  default Optional<ReplayGuard> replayGuard(Clock clock) {
    return Optional.empty();
  }
}
