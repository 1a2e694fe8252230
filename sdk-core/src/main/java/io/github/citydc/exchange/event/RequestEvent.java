package io.github.citydc.exchange.event;

import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * A request that a receiver has got. Immutable.
 *
 * @param method the method of HTTP
 * @param resource the first word of its path below the base path, such as {@code messages}; {@code
 *     other} if it is none of the standard, so that there are few of them
 * @param address where the connection comes from, if the server has told
 * @param sender who signed it; empty before it is verified, and if it is not
 * @param bytes the size of its body
 * @param trace the trace it belongs to, if it says so; not signed
 */
public record RequestEvent(
    String method,
    String resource,
    Optional<String> address,
    Optional<NodeId> sender,
    int bytes,
    Optional<TraceParent> trace) {

  /**
   * The same request, verified.
   *
   * @param node who signed it
   * @return a copy
   */
  public RequestEvent of(NodeId node) {
    return new RequestEvent(method, resource, address, Optional.of(node), bytes, trace);
  }
}
