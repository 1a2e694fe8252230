package io.github.citydc.exchange;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * A policy that decides which nodes may write which records. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface AccessPolicy {

  /**
   * Authorizes a message, or refuses it.
   *
   * @param sender the sending node, verified
   * @param type what it carries
   * @param operation what it asks for
   * @param jurisdiction the division the record belongs to, empty if it belongs to none
   * @throws RefusedException if the sender may not do this, with {@link
   *     ProblemCode#OUTSIDE_JURISDICTION} or {@link ProblemCode#NOT_AUTHORIZED}
   */
  void authorize(
      NodeId sender, PayloadType type, Operation operation, Optional<DivisionCode> jurisdiction);

  /**
   * The default of interface standard §7: a node writes only records of its own division or of one
   * below it; records that belong to no division may be written by every known node.
   *
   * @return the policy
   */
  static AccessPolicy byJurisdiction() {
    return (sender, type, operation, jurisdiction) -> {
      if (jurisdiction.isPresent() && !sender.division().covers(jurisdiction.get())) {
        throw new RefusedException(
            ProblemCode.OUTSIDE_JURISDICTION,
            "The record belongs to division "
                + jurisdiction.get()
                + "; this sender writes for "
                + sender.division()
                + " and below");
      }
    };
  }
}
