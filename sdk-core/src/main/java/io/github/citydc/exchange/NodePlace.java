package io.github.citydc.exchange;

import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * The place of one request among those of its node, taken while the request is verified. Not
 * thread-safe.
 */
final class NodePlace {

  private final Admission admission;
  private Optional<Admission.Taken> taken = Optional.empty();
  private Optional<NodeId> refused = Optional.empty();

  NodePlace(Admission admission) {
    this.admission = admission;
  }

  /**
   * Takes the place.
   *
   * @param node the sending node, verified
   * @throws RefusedException with {@code rate-limited} if the node has too many
   */
  void take(NodeId node) {
    try {
      taken = Optional.of(admission.enter(node));
    } catch (RefusedException e) {
      refused = Optional.of(node);
      throw e;
    }
  }

  /** The node that is known, and has been refused a place; empty if none was refused one. */
  Optional<NodeId> refused() {
    return refused;
  }

  /**
   * The request was none of the node's after all, but a copy of an earlier one: nobody else's
   * copies use up what the node may send.
   */
  void giveBack() {
    taken.ifPresent(Admission.Taken::giveBack);
  }

  /** Makes room for another. */
  void leave() {
    taken.ifPresent(Admission.Taken::leave);
  }
}
