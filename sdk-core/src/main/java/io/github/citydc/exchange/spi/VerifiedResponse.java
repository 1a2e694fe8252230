package io.github.citydc.exchange.spi;

import io.github.citydc.naming.NodeId;

/**
 * A response that was verified.
 *
 * @param sender the node that signed it
 * @param response the response, byte for byte as received
 * @param evidence what proves it
 */
public record VerifiedResponse(NodeId sender, HttpResponse response, SignatureEvidence evidence) {}
