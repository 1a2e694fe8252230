package io.github.citydc.testkit.internal;

import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * The properties of a node that do not change while it runs.
 *
 * @param node its id
 * @param certificate the certificate it signs with
 * @param directory the nodes it knows
 * @param startedAt when it was started
 */
public record NodeFacts(
    NodeId node, X509Certificate certificate, NodeDirectory directory, Instant startedAt) {}
