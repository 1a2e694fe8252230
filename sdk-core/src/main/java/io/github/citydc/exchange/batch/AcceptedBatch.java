package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;

/**
 * The metadata of an accepted batch, without its content.
 *
 * @param sender the sending node
 * @param type the type of its records
 * @param operation what was to be done with the records
 * @param bodyDigest SHA-256 of the manifest's body
 * @param status its id, when it was accepted, and how far it is
 */
public record AcceptedBatch(
    NodeId sender,
    PayloadType type,
    Operation operation,
    ContentHash bodyDigest,
    BatchStatus status) {}
