package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The part of an outbox that an operator needs: lists, dead letters, and what is old.
 * Implementations are thread-safe, also across processes that share the store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface OutboxAdministration {

  /**
   * Lists messages. A dead letter that was replaced by a new message is none any more.
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
   * Makes a new message of a dead letter, on purpose, for a receiver that refuses the old one since
   * it no longer knows what it accepted then. The new message has the same payload, a new id, and
   * the old id as its member {@code replaces}; the old one is no dead letter any more, and says
   * what has replaced it. Make sure before that the receiver has not got it: it would take it as
   * another one.
   *
   * @param id the dead letter
   * @param now the time
   * @return the id of the new message, empty if there is no such dead letter
   * @throws IllegalStateException if its payload is encrypted, and so bound to its id: make a
   *     message of its source again
   */
  Optional<MessageId> renew(MessageId id, Instant now);

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
