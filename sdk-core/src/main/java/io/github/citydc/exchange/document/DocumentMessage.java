package io.github.citydc.exchange.document;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.PreparedMessage;

/**
 * A message that tells the other node of an own action: the document itself, or the action.
 *
 * @param actionId the action it belongs to
 * @param content digest of what was to be told, before it was encrypted
 * @param message the message, which keeps its id and body however often it is sent
 */
public record DocumentMessage(String actionId, ContentHash content, PreparedMessage message) {}
