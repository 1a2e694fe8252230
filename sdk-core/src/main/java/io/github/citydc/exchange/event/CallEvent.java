package io.github.citydc.exchange.event;

import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.Optional;

/**
 * A call of a client, with all of its tries. Immutable.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param node who is called
 * @param method the method of HTTP
 * @param resource the first word of its path, such as {@code messages}; {@code other} if it is none
 *     of the standard
 * @param bytes the size of the request's body
 * @param trace the trace it belongs to, as it is sent
 * @param tries how many there were so far
 * @param failure what is known of a call, or a try, that has failed; empty if it has not
 * @param code the problem that the node has answered with, if it has
 * @param took since the call has begun
 */
@WithBuilder
public record CallEvent(
    NodeId node,
    String method,
    String resource,
    int bytes,
    Optional<TraceParent> trace,
    int tries,
    Optional<Delivery> failure,
    Optional<ProblemCode> code,
    Duration took) {

  /**
   * Returns a new builder.
   *
   * @return a builder of a call that has not failed
   */
  public static CallEventBuilder builder() {
    return CallEventBuilder.builder()
        .trace(Optional.empty())
        .failure(Optional.empty())
        .code(Optional.empty())
        .took(Duration.ZERO);
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public CallEventBuilder toBuilder() {
    return CallEventBuilder.builder(this);
  }
}
