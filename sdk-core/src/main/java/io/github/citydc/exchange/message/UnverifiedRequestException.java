package io.github.citydc.exchange.message;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the other node has answered, signed, that it did not verify the request: the
 * signature was broken on the way, a clock is wrong, the sender is not known there, the node is
 * busy. Such an answer says nothing about the message, since anybody can provoke it with a copy of
 * the request; so the message may have arrived another way, and a retry, with a new signature, may
 * succeed. Its problem is for people who look for the reason.
 */
public final class UnverifiedRequestException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final String detail;
  private final @Nullable Duration retryAfter;

  /**
   * Wraps the problem of an unverified request.
   *
   * @param problem what was answered
   */
  public UnverifiedRequestException(Problem problem) {
    super(
        problem.code()
            + ": "
            + problem.detail()
            + " (the node has not verified the request: nothing is known of the message)",
        true,
        Delivery.MAY_HAVE_ARRIVED);
    this.code = problem.code();
    this.detail = problem.detail();
    this.retryAfter = problem.retryAfter().orElse(null);
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * The reason the node gives.
   *
   * @return for example {@code clock-skew}
   */
  public ProblemCode code() {
    return code;
  }

  /**
   * The reason in the words of the node.
   *
   * @return the detail of its problem
   */
  public String detail() {
    return detail;
  }
}
