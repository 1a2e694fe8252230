package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.MessageId;
import java.time.Instant;
import java.util.List;

/**
 * The part of an outbox that an operator needs: lists, dead letters, and what is old.
 * Implementations are thread-safe, also across processes that share the store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface OutboxAdministration {

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
   * Archives the oldest delivered messages and then removes them.
   *
   * @param deliveredBefore those delivered before this time
   * @param max the largest number per transaction, from 1; fewer if they are large
   * @param archive what to do with them first; what it throws leaves them where they are
   * @return how many were removed; 0 if none is left
   */
  int forget(Instant deliveredBefore, int max, Archive<DeliveredMessage> archive);
}
