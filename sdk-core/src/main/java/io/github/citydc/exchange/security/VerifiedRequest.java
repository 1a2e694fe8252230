package io.github.citydc.exchange.security;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.naming.node.NodeId;

/**
 * A request whose signature has been verified.
 *
 * @param sender the node that signed it
 * @param request the request, byte for byte as received
 * @param evidence what proves it
 */
public record VerifiedRequest(NodeId sender, HttpRequest request, SignatureEvidence evidence) {}
