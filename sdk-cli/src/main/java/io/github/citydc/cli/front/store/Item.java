package io.github.citydc.cli.front.store;

import java.util.Optional;

/**
 * A row, line or request that was taken.
 *
 * @param source where it came from
 * @param key which it is there
 * @param digest of what was taken
 * @param messageId the message that was made of it; empty if none could be
 * @param state how far it is
 * @param errors why it was rejected: a JSON array, empty if it was not
 * @param failure the reason that the outbox has noted
 */
public record Item(
    String source,
    String key,
    String digest,
    Optional<String> messageId,
    ItemState state,
    Optional<String> errors,
    Optional<String> failure) {}
