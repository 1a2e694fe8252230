package io.github.citydc.exchange;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import java.util.Optional;

/**
 * A message or a batch that a receiver has accepted.
 *
 * @param id of the message or the batch
 * @param digest SHA-256 of the body that carried the envelope or the manifest, 64 digits of
 *     lower-case hex
 * @param records what became of the records of a batch so far; empty for a message
 */
public record AcceptedItem(MessageId id, ContentHash digest, Optional<RecordCounts> records) {

  /**
   * An accepted message.
   *
   * @param id its id
   * @param digest SHA-256 of its body
   * @return the item
   */
  public static AcceptedItem message(MessageId id, ContentHash digest) {
    return new AcceptedItem(id, digest, Optional.empty());
  }

  /**
   * An accepted batch.
   *
   * @param id its id
   * @param digest SHA-256 of its manifest
   * @param records what became of its records so far
   * @return the item
   */
  public static AcceptedItem batch(MessageId id, ContentHash digest, RecordCounts records) {
    return new AcceptedItem(id, digest, Optional.of(records));
  }
}
