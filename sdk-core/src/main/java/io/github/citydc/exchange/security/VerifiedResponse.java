package io.github.citydc.exchange.security;

import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.naming.node.NodeId;

/**
 * A response whose signature has been verified.
 *
 * @param sender the node that signed it
 * @param response the response, byte for byte as received
 * @param evidence what proves it
 */
public record VerifiedResponse(NodeId sender, HttpResponse response, SignatureEvidence evidence) {

  /**
   * Whether its node had verified the request.
   *
   * @return what the signed field says
   */
  public RequestVerification request() {
    return RequestVerification.of(response.headers());
  }
}
