package io.github.citydc.exchange;

import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The items a receiver has accepted, as a source for reconciliation: interface standard §4.4.
 * Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface AcceptedItems {

  /** How long a store remembers an item at least if nothing else is said: 30 days. */
  Duration SHORTEST_MEMORY = Duration.ofDays(30);

  /**
   * The kind of these items.
   *
   * @return messages or batches
   */
  ItemKind kind();

  /**
   * Lists items.
   *
   * @param sender who sent them; only its own
   * @param range which ids, and of which payload type
   * @param max the largest number, from 1
   * @return the first ones of the range, sorted by id
   */
  List<AcceptedItem> accepted(NodeId sender, ItemRange range, int max);

  /**
   * The time before which accepted items may have been archived.
   *
   * @return items with an id made before this time may have been forgotten; empty if none was
   */
  default Optional<Instant> forgottenBefore() {
    return Optional.empty();
  }

  /**
   * How long each item is remembered at least, so that one that arrives a second time is known:
   * longer than the longest outage after which a sender still sends it. The node announces it.
   *
   * @return 30 days, unless this store says otherwise
   */
  default Duration remembers() {
    return SHORTEST_MEMORY;
  }
}
