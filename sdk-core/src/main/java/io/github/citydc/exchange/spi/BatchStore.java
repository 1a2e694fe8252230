package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.StorageException;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.reconciliation.ItemKind;
import io.github.citydc.naming.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * Remembers batches, how far they are and what was rejected. Implementations are thread-safe, also
 * across processes that share the store. Every method throws {@link StorageException} if the store
 * fails.
 */
public interface BatchStore extends AcceptedItems {

  @Override
  default ItemKind kind() {
    return ItemKind.BATCHES;
  }

  /**
   * The parts that have arrived.
   *
   * @return their index, in the same database
   */
  PartIndex parts();

  /**
   * The batches to work on.
   *
   * @return the queue, in the same database
   */
  BatchQueue queue();

  /**
   * Stores a batch, to be worked on in its turn.
   *
   * @param entry what to store
   * @return {@code entry}; or, if a batch of this sender was stored under the same id before, that
   */
  BatchEntry store(BatchEntry entry);

  /**
   * Looks for a batch.
   *
   * @param sender who sent it; ids of different senders never meet
   * @param id the batch
   * @return the entry, empty if nothing was accepted under this id
   */
  Optional<BatchEntry> find(NodeId sender, MessageId id);

  /**
   * Asks how far a batch is.
   *
   * @param sender who sent it
   * @param id the batch
   * @return its status, empty if nothing was accepted under this id
   */
  Optional<BatchStatus> status(NodeId sender, MessageId id);

  /**
   * Lists rejected records in their order.
   *
   * @param sender who sent the batch
   * @param id the batch
   * @param afterPart begin behind this part and line; -1 for the beginning
   * @param afterLine the line
   * @param limit how many at most
   * @return the records
   */
  List<RejectedRecord> rejected(
      NodeId sender, MessageId id, int afterPart, int afterLine, int limit);
}
