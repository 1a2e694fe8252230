package io.github.citydc.exchange.message;

import java.time.Duration;
import java.util.Optional;

/** Thrown when a policy or a handler refuses a genuine, well-formed message. */
public final class RefusedException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient Optional<Duration> retryAfter;

  /**
   * Creates an exception with the reason.
   *
   * @param code the kind of problem, as the sender will see it
   * @param detail what to do about it, free of secrets and personal data; the sender will see it,
   *     too
   */
  public RefusedException(ProblemCode code, String detail) {
    super(code.wireName() + ": " + detail, code.isRetryable());
    this.code = code;
    this.retryAfter = Optional.empty();
  }

  /**
   * Creates an exception with the reason and the time to wait before a retry.
   *
   * @param code the kind of problem, as the sender will see it
   * @param detail what to do about it, free of secrets and personal data; the sender will see it,
   *     too
   * @param retryAfter how long the sender should wait
   */
  public RefusedException(ProblemCode code, String detail, Duration retryAfter) {
    super(code.wireName() + ": " + detail, code.isRetryable());
    this.code = code;
    this.retryAfter = Optional.of(retryAfter);
  }

  @Override
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /**
   * The kind of problem.
   *
   * @return what the sender is answered with
   */
  public ProblemCode code() {
    return code;
  }
}
