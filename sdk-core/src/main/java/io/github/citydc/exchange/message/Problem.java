package io.github.citydc.exchange.message;

import io.github.citydc.internal.BoundedTime;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Problem details (RFC 9457) as interface standard §5 uses them. No part of it ever carries a key,
 * an authorisation value, a citizen identification number or a phone number.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param code name of the problem, for example {@code digest-mismatch}; a newer node may send one
 *     this version does not know
 * @param status the HTTP status
 * @param title what kind of problem, in English
 * @param titleZh what kind of problem, in Chinese
 * @param detail what is wrong with this message
 * @param detailZh the same in Chinese
 * @param messageId the message, if the receiver got so far as to read its id
 * @param batchId the batch, in place of the message, if the receiver got so far as to read its id
 * @param retryable whether the same message with a new signature may succeed later
 * @param violations the rules a payload breaks; pointers lead into the message body
 * @param moreViolations number of violations that are not listed
 * @param missing the parts a manifest names that have not arrived
 * @param retryAfter the time to wait before a retry, in whole seconds; only where a retry makes
 *     sense
 */
@WithBuilder
public record Problem(
    ProblemCode code,
    int status,
    String title,
    String titleZh,
    String detail,
    String detailZh,
    Optional<MessageId> messageId,
    Optional<MessageId> batchId,
    boolean retryable,
    List<Violation> violations,
    int moreViolations,
    List<ContentHash> missing,
    Optional<Duration> retryAfter) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Copies the lists. */
  public Problem {
    violations = List.copyOf(violations);
    missing = List.copyOf(missing);
  }

  /**
   * A problem of this version of the standard.
   *
   * @param code the kind
   * @param detail what is wrong with this message, free of secrets and personal data
   * @return the problem, without message id and violations
   */
  public static Problem of(ProblemCode code, String detail) {
    return builder()
        .code(code)
        .status(code.status())
        .title(code.title())
        .titleZh(code.titleZh())
        .detail(detail)
        .detailZh(DetailTexts.chinese(detail).orElse(code.titleZh()))
        .retryable(code.isRetryable())
        .build();
  }

  /**
   * A copy that names the message.
   *
   * @param id the message
   * @return the same problem with this id
   */
  public Problem about(MessageId id) {
    return toBuilder().messageId(Optional.of(id)).build();
  }

  /**
   * A copy that names the batch.
   *
   * @param id the batch
   * @return the same problem with this id
   */
  public Problem aboutBatch(MessageId id) {
    return toBuilder().batchId(Optional.of(id)).build();
  }

  /**
   * A copy that lists violations.
   *
   * @param broken the rules that are broken
   * @param more number of violations that are not listed
   * @return the same problem with these violations
   */
  public Problem violations(List<Violation> broken, int more) {
    return toBuilder().violations(broken).moreViolations(more).build();
  }

  /**
   * A copy that lists missing parts.
   *
   * @param parts those that have not arrived
   * @return the same problem with these parts
   */
  public Problem missing(List<ContentHash> parts) {
    return toBuilder().missing(parts).build();
  }

  /**
   * A copy that says when to try again.
   *
   * @param pause from now; rounded up to whole seconds, at least one
   * @return the same problem with this pause
   */
  public Problem retryAfter(Duration pause) {
    long seconds = Math.max(1, BoundedTime.bounded(pause).plusSeconds(1).minusNanos(1).toSeconds());
    return toBuilder().retryAfter(Optional.of(Duration.ofSeconds(seconds))).build();
  }

  /**
   * Reads the body of a response.
   *
   * @param status the HTTP status it came with
   * @param json the body
   * @return the problem
   * @throws MalformedMessageException if it is not one
   */
  public static Problem fromJson(int status, byte[] json) {
    return ProblemJson.read(status, json);
  }

  /**
   * A builder in which nothing is set; nothing is broken or missing.
   *
   * @return the builder
   */
  public static ProblemBuilder builder() {
    return ProblemBuilder.builder().violations(List.of()).missing(List.of());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public ProblemBuilder toBuilder() {
    return ProblemBuilder.builder(this);
  }

  /**
   * The form on the wire.
   *
   * @return UTF-8, of the media type {@link #MEDIA_TYPE}
   */
  public byte[] toJson() {
    return ProblemJson.write(this);
  }

  /**
   * The problem of an answer that has no body because it is one to {@code HEAD}, if it may pass.
   *
   * @param status its HTTP status
   * @return the problem that has this status; empty if asking again does not help
   */
  public static Optional<Problem> passing(int status) {
    return ProblemJson.passing(status);
  }
}
