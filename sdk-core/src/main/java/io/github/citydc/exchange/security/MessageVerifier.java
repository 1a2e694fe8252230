package io.github.citydc.exchange.security;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A verifier of requests and responses, which returns only what it has verified. Implementations
 * are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface MessageVerifier {

  /**
   * Verifies a request: signature profile, digest of the body, time, nonce, certificate of the
   * sender, receiver.
   *
   * @param request as received, byte for byte
   * @param self the node it must be addressed to
   * @return who sent it, and the evidence
   * @throws io.github.citydc.exchange.message.VerificationException if anything is not as it must
   *     be
   */
  VerifiedRequest verify(HttpRequest request, NodeId self);

  /**
   * Verifies a request of which the sender may be refused: as {@link #verify(HttpRequest, NodeId)},
   * and calls the admission once everything but the nonce is verified. What the admission refuses
   * uses up no nonce. This implementation, for verifiers that know no better, calls it last.
   *
   * @param request as received, byte for byte
   * @param self the node it must be addressed to
   * @param admission gets the sender; what it throws ends the verification and is thrown on
   * @return who sent it, and the evidence
   * @throws io.github.citydc.exchange.message.VerificationException if anything is not as it must
   *     be
   */
  default VerifiedRequest verify(HttpRequest request, NodeId self, Consumer<NodeId> admission) {
    VerifiedRequest verified = verify(request, self);
    admission.accept(verified.sender());
    return verified;
  }

  /**
   * Returns this verifier for a receiver that has a store for nonces. A verifier that was given a
   * replay guard keeps it, as this implementation does; one that was given none uses the store.
   *
   * @param stored the guard in the receiver's database, by the clock of this verifier; empty if the
   *     receiver has none
   * @return the verifier to receive with
   */
  default MessageVerifier remembering(Function<Clock, Optional<ReplayGuard>> stored) {
    return this;
  }

  /**
   * This verifier, restricted to the algorithms of a profile. By default it accepts any.
   *
   * @param profile the profile of the node
   * @return the verifier
   * @throws IllegalStateException if it cannot be restricted so
   */
  default MessageVerifier accepting(AlgorithmProfile profile) {
    if (profile != AlgorithmProfile.GENERAL) {
      throw new IllegalStateException(
          "This verifier cannot be restricted to the profile " + profile.wireName());
    }
    return this;
  }

  /**
   * Verifies a response: as {@link #verify(HttpRequest, NodeId)}, and that it answers this very
   * request.
   *
   * @param response as received, byte for byte
   * @param inReplyTo the request as it was sent, signed; its receiver is the node that must have
   *     signed the response
   * @return who sent it, and the evidence
   * @throws io.github.citydc.exchange.message.VerificationException if anything is not as it must
   *     be
   */
  VerifiedResponse verify(HttpResponse response, HttpRequest inReplyTo);
}
