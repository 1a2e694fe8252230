package io.github.citydc.exchange.message;

import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;

/**
 * The acknowledgement of a receiver that a message with a certain body was accepted and stored.
 * Interface standard §6.
 *
 * @param messageId the message
 * @param type its payload type
 * @param operation what was done
 * @param sender the sending node
 * @param receiver the node that accepted it
 * @param bodyDigest SHA-256 of the body that was accepted, 64 digits of lower-case hex
 * @param acceptedAt when it was stored; a repeated message gets the first receipt, with the first
 *     time
 */
public record Receipt(
    MessageId messageId,
    PayloadType type,
    Operation operation,
    NodeId sender,
    NodeId receiver,
    String bodyDigest,
    OffsetDateTime acceptedAt) {}
