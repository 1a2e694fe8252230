package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of an outbox that tells what was sent, and what became of it; reconciliation needs
 * nothing else. Implementations are thread-safe, also across processes that share the store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface OutboxHistory {

  /**
   * Finds a message.
   *
   * @param id the message
   * @return what is known of it
   */
  Optional<OutboxEntry> find(MessageId id);

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
   * Notes a receipt that was lost on its way and has been fetched.
   *
   * @param entry the message
   * @param receipt its receipt, verified
   * @param now the time
   */
  void delivered(OutboxEntry entry, SignedReceipt receipt, Instant now);

  /**
   * Several histories as one, to compare them with a receiver together: that of the outbox, and
   * that of the documents.
   *
   * @param histories what was sent; no message is in two of them
   * @return all of it
   */
  static OutboxHistory together(OutboxHistory... histories) {
    return new JoinedHistory(List.of(histories));
  }
}
