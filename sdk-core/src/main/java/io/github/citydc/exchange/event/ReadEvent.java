package io.github.citydc.exchange.event;

import java.util.Optional;

/**
 * Something that was given to a reader. Immutable.
 *
 * @param request the verified request
 * @param kind how it was read
 * @param resource the information resource, by its code; empty if a page was of all that may be
 *     read
 * @param records how many records were given: of a query 0 or 1
 * @param bytes how large what was given is
 */
public record ReadEvent(
    RequestEvent request, ReadKind kind, Optional<String> resource, int records, int bytes) {}
