package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;

/**
 * A sent message in an outbox, as reconciliation reads it.
 *
 * @param id its id
 * @param digest SHA-256 of its body, 64 digits of lower-case hex
 * @param state where it is on its way
 */
public record SentItem(MessageId id, ContentHash digest, OutboxState state) {}
