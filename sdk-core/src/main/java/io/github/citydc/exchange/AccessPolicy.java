package io.github.citydc.exchange;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;

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
   * @param operation the requested operation
   * @param jurisdiction the divisions and organs the record belongs to
   * @throws RefusedException if the sender may not do this, with {@link
   *     ProblemCode#OUTSIDE_JURISDICTION} or {@link ProblemCode#NOT_AUTHORIZED}
   */
  void authorize(NodeId sender, PayloadType type, Operation operation, Jurisdiction jurisdiction);

  /**
   * The default of interface standard §7. A node writes only records all of whose divisions are its
   * own or below it, and that are in the name of its own organization, or of one that is registered
   * in its division or below it. A record that belongs to an organ without a credit code is
   * refused. A record that belongs to no division and no organ may be written by every known node.
   *
   * @return the policy
   */
  static AccessPolicy byJurisdiction() {
    return (sender, type, operation, jurisdiction) -> {
      for (DivisionCode division : jurisdiction.divisions()) {
        if (!sender.division().covers(division)) {
          throw outside(
              "The record belongs to division "
                  + division
                  + "; this sender writes for "
                  + sender.division()
                  + " and below");
        }
      }
      for (CreditCode organ : jurisdiction.organs()) {
        if (!organ.equals(sender.organization()) && !sender.division().covers(organ.division())) {
          throw outside(
              "The record is in the name of the organ "
                  + organ
                  + "; this sender writes for its own organization and those registered in "
                  + sender.division()
                  + " and below");
        }
      }
      if (!jurisdiction.complete()) {
        throw outside("The record is in the name of an organ without a credit code");
      }
    };
  }

  private static RefusedException outside(String reason) {
    return new RefusedException(ProblemCode.OUTSIDE_JURISDICTION, reason);
  }
}
