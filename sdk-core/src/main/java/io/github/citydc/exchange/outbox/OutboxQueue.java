package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of an outbox that applications put messages in, and that {@link OutboxDispatcher} takes
 * them out of. Implementations are thread-safe, also across processes that share the store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface OutboxQueue {

  /**
   * Adds a message in the caller's own transaction: it will be sent if and only if the caller
   * commits.
   *
   * @param connection the caller's transaction; neither committed nor closed here
   * @param message the message
   * @param orderingKey messages of the same key are sent one after the other, in the order they
   *     were enqueued
   */
  void enqueue(Connection connection, PreparedMessage message, Optional<String> orderingKey);

  /**
   * Adds a listener, which is called in this process after each message that was put in by this
   * object, before the caller commits: so that a dispatcher need not wait for its next look. By
   * default it is never called.
   *
   * @param listener returns at once and throws nothing
   */
  default void addEnqueueListener(Runnable listener) {}

  /**
   * Removes a listener.
   *
   * @param listener the listener
   */
  default void removeEnqueueListener(Runnable listener) {}

  /**
   * Takes messages that may be sent now. No other dispatcher gets them before the lease ends,
   * unless the clock of the one that took them was fast.
   *
   * @param max the largest number
   * @param now the time
   * @param leaseEnd until when they are the caller's
   * @param leftAlone receivers whose messages stay where they are
   * @return pending messages in order; of an ordering key the next one, or the next ones for one
   *     receiver, none of which is anybody's yet
   */
  List<OutboxEntry> lease(int max, Instant now, Instant leaseEnd, Set<NodeId> leftAlone);

  /**
   * How much waits, for the health of a dispatcher. By default nothing is known of it.
   *
   * @param most to count no further than this, from 1
   * @return the messages that are pending
   */
  default OutboxBacklog backlog(int most) {
    return new OutboxBacklog(0, Optional.empty());
  }

  /**
   * Records the receipt of a message.
   *
   * @param entry a leased message
   * @param receipt its receipt, verified
   * @param now the time
   */
  void delivered(OutboxEntry entry, SignedReceipt receipt, Instant now);

  /**
   * Records a temporary failure, and ends the lease.
   *
   * @param entry a leased message
   * @param failure why it failed, free of personal data
   * @param now the time
   * @param nextAttempt when to try again
   */
  void postponed(OutboxEntry entry, String failure, Instant now, Instant nextAttempt);

  /**
   * Puts a message to the dead letters.
   *
   * @param entry a leased message
   * @param failure why it is not tried again, free of personal data
   * @param now the time
   */
  void dead(OutboxEntry entry, String failure, Instant now);

  /**
   * Returns a leased message to the outbox without an attempt.
   *
   * @param entry a leased message
   */
  void released(OutboxEntry entry);

  /**
   * Records what has become of several leased messages. An implementation does so in one
   * transaction; this one records each by itself. Of an ordering key, those that are behind one
   * that is to be sent again are to be sent after it.
   *
   * @param outcomes one of each message
   */
  default void note(List<OutboxOutcome> outcomes) {
    for (OutboxOutcome outcome : outcomes) {
      if (outcome instanceof OutboxOutcome.Delivered done) {
        delivered(done.entry(), done.receipt(), done.time());
      } else if (outcome instanceof OutboxOutcome.Postponed later) {
        postponed(later.entry(), later.failure(), later.time(), later.nextAttempt());
      } else if (outcome instanceof OutboxOutcome.Dead dead) {
        dead(dead.entry(), dead.failure(), dead.time());
      } else {
        released(outcome.entry());
      }
    }
  }
}
