package io.github.citydc.exchange.audit;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.Optional;

/**
 * A filter for entries of the audit trail. What is empty is not asked for.
 *
 * @param node who has asked
 * @param verdict what came of it
 * @param code why it was refused
 * @param subject the id of the message or batch, or the code of the information resource
 * @param from done at this time or later
 * @param until done before this time
 */
@WithBuilder
public record AuditFilter(
    Optional<NodeId> node,
    Optional<AuditVerdict> verdict,
    Optional<ProblemCode> code,
    Optional<String> subject,
    Optional<Instant> from,
    Optional<Instant> until) {

  /**
   * The filter that every entry passes.
   *
   * @return the filter
   */
  public static AuditFilter all() {
    return new AuditFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A builder that begins as {@link #all}.
   *
   * @return the builder
   */
  public static AuditFilterBuilder builder() {
    return AuditFilterBuilder.builder(all());
  }
}
