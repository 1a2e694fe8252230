package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store of messages that are to be sent, from the transaction that creates them until their
 * receipts have arrived. Implementations are thread-safe, also across processes that share the
 * store.
 */
public interface Outbox {

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
   * Takes messages that may be sent now. No other dispatcher gets them before the lease ends,
   * unless the clock of the one that took them was fast.
   *
   * @param max the largest number
   * @param now the time
   * @param leaseEnd until when they are the caller's
   * @param leftAlone receivers whose messages stay where they are
   * @return pending messages in order; of each ordering key the first only
   */
  List<OutboxEntry> lease(int max, Instant now, Instant leaseEnd, Set<NodeId> leftAlone);

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
   * Finds a message.
   *
   * @param id the message
   * @return what is known of it
   */
  Optional<OutboxEntry> find(MessageId id);

  /**
   * Lists messages.
   *
   * @param state which ones
   * @param max the largest number
   * @return in the order they were enqueued
   */
  List<OutboxEntry> list(OutboxState state, int max);

  /**
   * Takes a message out of the dead letters to be tried again, with the same id and the same body.
   *
   * @param id the message
   * @param now the time
   * @return whether there was such a dead letter
   */
  boolean retry(MessageId id, Instant now);

  /**
   * The receipt of a delivered message.
   *
   * @param id the message
   * @return the receipt with its evidence, empty if it has not arrived
   */
  Optional<SignedReceipt> receipt(MessageId id);

  /**
   * Lists messages for reconciliation, in whatever state they are.
   *
   * @param receiver the receiving node
   * @param range which ids, and of which payload type
   * @param max the largest number, from 1
   * @return the first ones of the range, sorted by id
   */
  List<SentItem> sent(NodeId receiver, ItemRange range, int max);

  /**
   * Sends a delivered message again, with the same id and the same body: reconciliation found that
   * the receiver has lost it. Its receipt is kept until the next one arrives.
   *
   * @param id the message
   * @param now the time
   * @return whether there was such a delivered message
   */
  boolean requeue(MessageId id, Instant now);

  /**
   * Archives the oldest delivered messages and then removes them.
   *
   * @param deliveredBefore those delivered before this time
   * @param max the largest number per transaction, from 1; fewer if they are large
   * @param archive what to do with them first; what it throws leaves them where they are
   * @return how many were removed; 0 if none is left
   */
  int forget(Instant deliveredBefore, int max, Archive<DeliveredMessage> archive);
}
