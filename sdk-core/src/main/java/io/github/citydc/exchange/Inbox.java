package io.github.citydc.exchange;

import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.exchange.security.SharedRates;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

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
   * A message of a bundle, with what its receiver does for it.
   *
   * @param entry what to store
   * @param work the receiver's own work
   */
  record Item(InboxEntry entry, InboxWork work) {

    private static final Duration SOON = Duration.ofSeconds(1);

    /**
     * Stores it alone.
     *
     * @param inbox where
     * @return a future that has ended, with what {@link Inbox#store} has returned or thrown
     */
    public CompletableFuture<InboxEntry> storeIn(Inbox inbox) {
      try {
        return CompletableFuture.completedFuture(inbox.store(entry, work));
      } catch (Exception | Error e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    /**
     * The end of a message whose work was not begun, because the works before it have taken all the
     * time there was.
     *
     * @return a future that has failed with {@code rate-limited}: it is to be sent again soon
     */
    public static CompletableFuture<InboxEntry> notBegun() {
      return CompletableFuture.failedFuture(
          new RefusedException(
              ProblemCode.RATE_LIMITED,
              "The messages before this one have taken all the time that a bundle has; send it again",
              SOON));
    }

    /**
     * The end of a message that is not to be handled before another one, which may be accepted
     * later.
     *
     * @return a future that has failed with {@code rate-limited}: it is to be sent again soon
     */
    public static CompletableFuture<InboxEntry> notReached() {
      return CompletableFuture.failedFuture(
          new RefusedException(
              ProblemCode.RATE_LIMITED,
              "A message before this one could not be accepted now, and the order is to be kept; send it again",
              SOON));
    }
  }

  /**
   * Stores the messages of a bundle, each with its work, as {@link #store} does for a single one:
   * one that fails leaves no trace, and keeps none of the others from being stored. An
   * implementation may use one transaction for several; their works are run one after the other, in
   * order, and may be run again if that transaction is lost. This implementation uses one for each.
   *
   * @param items the messages
   * @param longest when so much time is over no further work is begun; the first always is
   * @param endsAt the failures behind which none is stored: where the order is to be kept, those
   *     that may pass; it looks at what the future of a message has failed with
   * @return of each message, in order, a future that has ended: with what {@link #store} returns or
   *     throws, or as {@link Item#notBegun} or {@link Item#notReached}
   */
  default List<CompletableFuture<InboxEntry>> storeAll(
      List<Item> items, Duration longest, Predicate<Throwable> endsAt) {
    long start = System.nanoTime();
    List<CompletableFuture<InboxEntry>> stored = new ArrayList<>();
    boolean ended = false;
    for (Item item : items) {
      CompletableFuture<InboxEntry> outcome;
      if (ended) {
        outcome = Item.notReached();
      } else if (!stored.isEmpty() && System.nanoTime() - start > BoundedTime.nanos(longest)) {
        outcome = Item.notBegun();
      } else {
        outcome = item.storeIn(this);
        ended = Futures.failure(outcome).filter(endsAt).isPresent();
      }
      stored.add(outcome);
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

  /**
   * The count of what other nodes send that lies in the same place as the messages, for all
   * processes of a receiver together. Its {@link Limits#requestsPerSecond} hold for them together
   * then.
   *
   * @return the count; empty, as here, if the place has none
   */
  default Optional<SharedRates> sharedRates() {
    return Optional.empty();
  }
}
