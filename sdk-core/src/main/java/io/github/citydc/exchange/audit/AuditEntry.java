package io.github.citydc.exchange.audit;

import io.github.citydc.exchange.archive.ArchiveForm;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An entry of the audit trail of a receiver. It has no value of any payload and no query of a
 * request.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param at when it was done; of several the first minute
 * @param self the node that keeps the trail
 * @param node who has asked; empty if that was not verified
 * @param address where the connection came from; empty if that is not known, and of several
 * @param action what was asked for: the method of HTTP and the resource, such as {@code POST
 *     messages}, or the step of a batch
 * @param subject the id of the message or batch, or the code of the information resource; empty if
 *     there is none
 * @param type the payload type; empty if there is none
 * @param verdict what came of it
 * @param code why it was refused; empty if it was not
 * @param bytes how large was what came, or what was given
 * @param times how often: 1, or more where refusals of requests that were not verified are counted
 *     together
 * @param trace id of the trace that the request has named, which is not signed; empty if it has not
 */
@WithBuilder
public record AuditEntry(
    OffsetDateTime at,
    NodeId self,
    Optional<NodeId> node,
    Optional<String> address,
    String action,
    Optional<String> subject,
    Optional<PayloadType> type,
    AuditVerdict verdict,
    Optional<ProblemCode> code,
    long bytes,
    long times,
    Optional<String> trace) {

  /** The format of an archive: a line of JSON each. */
  public static final ArchiveForm<AuditEntry> ARCHIVE_FORM =
      new ArchiveForm<>(AuditJson.FORM, AuditEntry::toJson);

  /**
   * Returns a new builder.
   *
   * @return a builder of an entry about one thing of no size
   */
  public static AuditEntryBuilder builder() {
    return AuditEntryBuilder.builder()
        .node(Optional.empty())
        .address(Optional.empty())
        .subject(Optional.empty())
        .type(Optional.empty())
        .code(Optional.empty())
        .trace(Optional.empty())
        .times(1);
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public AuditEntryBuilder toBuilder() {
    return AuditEntryBuilder.builder(this);
  }

  /**
   * The line of an export or an archive.
   *
   * @return one line of JSON in UTF-8, without a line break
   */
  public byte[] toJson() {
    return AuditJson.write(this);
  }

  /**
   * Reads the line of an export or an archive.
   *
   * @param line what {@link #toJson} wrote
   * @return the entry
   * @throws io.github.citydc.exchange.message.MalformedMessageException if it is anything else
   */
  public static AuditEntry fromJson(byte[] line) {
    return AuditJson.read(line);
  }
}
