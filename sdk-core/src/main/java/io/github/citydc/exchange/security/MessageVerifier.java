package io.github.citydc.exchange.security;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.naming.node.NodeId;

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
