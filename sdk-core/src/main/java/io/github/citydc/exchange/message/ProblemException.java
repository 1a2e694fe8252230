package io.github.citydc.exchange.message;

import java.time.Duration;
import java.util.Optional;

/** Thrown when the other node has answered with a verified problem. */
public final class ProblemException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * Wraps a problem.
   *
   * @param problem what was answered
   */
  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), problem.retryable());
    this.problem = problem;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return problem.retryAfter();
  }

  /**
   * The problem in the response.
   *
   * @return the problem
   */
  public Problem problem() {
    return problem;
  }
}
