package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.AcceptedItems;
import io.github.citydc.exchange.ItemKind;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of batches, their progress and their rejected records. Implementations are thread-safe,
 * also across processes that share the store. Every method throws {@link
 * io.github.citydc.exchange.message.StorageException} if the store fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface BatchStore extends AcceptedItems {

  @Override
  default ItemKind kind() {
    return ItemKind.BATCHES;
  }

  /**
   * The parts that have arrived.
   *
   * @return the index of content, in the same database
   */
  ContentIndex content();

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
   * @throws io.github.citydc.exchange.message.RefusedException with {@code message-conflict} if its
   *     id is older than what was given to an archive
   */
  BatchEntry store(BatchEntry entry);

  /**
   * Finds a batch.
   *
   * @param sender who sent it; ids of different senders never meet
   * @param id the batch
   * @return the entry, empty if nothing was accepted under this id
   */
  Optional<BatchEntry> find(NodeId sender, MessageId id);

  /**
   * Returns the progress of a batch.
   *
   * @param sender the sending node
   * @param id the batch
   * @return its status, empty if nothing was accepted under this id
   */
  Optional<BatchStatus> status(NodeId sender, MessageId id);

  /**
   * Lists rejected records in their order.
   *
   * @param sender the node that sent the batch
   * @param id the batch
   * @param afterPart begin behind this part and line; -1 for the beginning
   * @param afterLine the line
   * @param limit how many at most
   * @return the records
   */
  List<RejectedRecord> rejected(
      NodeId sender, MessageId id, int afterPart, int afterLine, int limit);

  /**
   * Lists batches, those accepted last first, for an operator who looks.
   *
   * @param sender only those of one node; empty for all
   * @param max the largest number, from 1
   * @return the newest batches
   */
  List<AcceptedBatch> latest(Optional<NodeId> sender, int max);

  /**
   * Lists batches that are not done, those that wait for the receiver or were given up first, for
   * the health of a receiver. By default none.
   *
   * @param max the largest number, from 1
   * @return the batches, with the reason why they wait
   */
  default List<AcceptedBatch> unfinished(int max) {
    return List.of();
  }

  /**
   * Archives the oldest batches that are done, with their rejected records, and then removes them.
   * From then on they are not found, and a batch whose id was made before that time is refused:
   * whether it was accepted is no longer known. Batches that are not done stay, and are known.
   *
   * @param madeBefore those whose id was made, and whose last record was worked on, before this
   *     time, at least a day ago
   * @param max the largest number of batches per transaction, from 1
   * @param archive what to do with them first, called once for each item or more; what it throws
   *     leaves all batches of this transaction where they are
   * @return how many batches were removed; 0 if none is left
   * @throws IllegalArgumentException if the time is less long ago
   */
  int forget(Instant madeBefore, int max, Archive<BatchArchiveItem> archive);
}
