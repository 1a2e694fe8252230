package io.github.citydc.exchange.usage;

import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.Optional;

/**
 * A filter for records of use. What is empty is not asked for.
 *
 * <pre>{@code
 * UseFilter.builder().grant("g-2026-17").build()
 * }</pre>
 *
 * @param reader who has read
 * @param resource code of the information resource
 * @param grant id of the grant
 * @param from used at this time or later
 * @param until used before this time
 */
@WithBuilder
public record UseFilter(
    Optional<NodeId> reader,
    Optional<String> resource,
    Optional<String> grant,
    Optional<Instant> from,
    Optional<Instant> until) {

  /**
   * The filter that every record of use passes.
   *
   * @return the filter
   */
  public static UseFilter all() {
    return new UseFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A builder that begins as {@link #all}.
   *
   * @return the builder
   */
  public static UseFilterBuilder builder() {
    return UseFilterBuilder.builder(all());
  }
}
