package io.github.citydc.exchange.message;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when a policy or a handler refuses a genuine, well-formed message. */
public final class RefusedException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final @Nullable Duration retryAfter;

  /**
   * Creates an exception with the reason.
   *
   * @param code the kind of problem, as the sender will see it
   * @param detail what to do about it, free of secrets and personal data; the sender will see it,
   *     too
   */
  public RefusedException(ProblemCode code, String detail) {
    this(code, detail, Delivery.MAY_HAVE_ARRIVED);
  }

  private RefusedException(ProblemCode code, String detail, Delivery delivery) {
    super(code.wireName() + ": " + detail, code.isRetryable(), delivery);
    this.code = code;
    this.retryAfter = null;
  }

  /**
   * A refusal on this side, before anything was sent.
   *
   * @param code the kind of problem
   * @param detail what to do about it, free of secrets and personal data
   * @return the exception
   */
  public static RefusedException beforeSending(ProblemCode code, String detail) {
    return new RefusedException(code, detail, Delivery.NOTHING_SENT);
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
    this.retryAfter = retryAfter;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
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
