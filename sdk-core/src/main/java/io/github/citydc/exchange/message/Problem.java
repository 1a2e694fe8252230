package io.github.citydc.exchange.message;

import io.github.citydc.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Problem details (RFC 9457) as interface standard §5 uses them. No part of it ever carries a key,
 * an authorisation value, a resident id or a phone number.
 *
 * @param code name of the problem, for example {@code digest-mismatch}; a newer node may send one
 *     this version does not know, see {@link ProblemCode#ofWireName}
 * @param status the HTTP status
 * @param title what kind of problem, in English
 * @param titleZh what kind of problem, in Chinese
 * @param detail what is wrong with this message
 * @param messageId the message, if the receiver got so far as to read its id
 * @param retryable whether the same message with a new signature may succeed later
 * @param violations the rules a payload breaks; pointers lead into the message body
 * @param missing the parts a manifest names that have not arrived
 * @param retryAfter the time to wait before a retry, in whole seconds; only where a retry makes
 *     sense
 */
public record Problem(
    String code,
    int status,
    String title,
    String titleZh,
    String detail,
    Optional<MessageId> messageId,
    boolean retryable,
    List<Violation> violations,
    List<ContentHash> missing,
    Optional<Duration> retryAfter) {

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
    return new Problem(
        code.wireName(),
        code.status(),
        code.title(),
        code.titleZh(),
        detail,
        Optional.empty(),
        code.isRetryable(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /**
   * A copy that names the message.
   *
   * @param id the message
   * @return the same problem with this id
   */
  public Problem about(MessageId id) {
    return new Problem(
        code,
        status,
        title,
        titleZh,
        detail,
        Optional.of(id),
        retryable,
        violations,
        missing,
        retryAfter);
  }

  /**
   * A copy that lists violations.
   *
   * @param broken the rules that are broken
   * @return the same problem with these violations
   */
  public Problem with(List<Violation> broken) {
    return new Problem(
        code, status, title, titleZh, detail, messageId, retryable, broken, missing, retryAfter);
  }

  /**
   * A copy that lists missing parts.
   *
   * @param parts those that have not arrived
   * @return the same problem with these parts
   */
  public Problem missing(List<ContentHash> parts) {
    return new Problem(
        code, status, title, titleZh, detail, messageId, retryable, violations, parts, retryAfter);
  }

  /**
   * A copy that says when to try again.
   *
   * @param pause from now; rounded up to whole seconds, at least one
   * @return the same problem with this pause
   */
  public Problem retryAfter(Duration pause) {
    long seconds = Math.max(1, pause.plusSeconds(1).minusNanos(1).toSeconds());
    return new Problem(
        code,
        status,
        title,
        titleZh,
        detail,
        messageId,
        retryable,
        violations,
        missing,
        Optional.of(Duration.ofSeconds(seconds)));
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
}
