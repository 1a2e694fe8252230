package io.github.citydc.exchange.spi;

import io.github.citydc.naming.NodeId;

/**
 * A request that was verified.
 *
 * @param sender the node that signed it
 * @param request the request, byte for byte as received
 * @param evidence what proves it
 */
public record VerifiedRequest(NodeId sender, HttpRequest request, SignatureEvidence evidence) {}
