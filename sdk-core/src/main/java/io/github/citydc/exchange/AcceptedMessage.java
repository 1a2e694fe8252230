package io.github.citydc.exchange;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;

/**
 * The metadata of an accepted message, without its content.
 *
 * @param sender the sending node
 * @param messageId its id
 * @param type the type of its payload
 * @param operation what was to be done with the payload
 * @param bodyDigest SHA-256 of the body
 * @param acceptedAt when it was accepted, as in its receipt
 */
public record AcceptedMessage(
    NodeId sender,
    MessageId messageId,
    PayloadType type,
    Operation operation,
    ContentHash bodyDigest,
    OffsetDateTime acceptedAt) {}
