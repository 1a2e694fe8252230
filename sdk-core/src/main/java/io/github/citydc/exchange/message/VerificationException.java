package io.github.citydc.exchange.message;

/**
 * Thrown when a message is not genuine: its signature, digest, time, certificate, sender or
 * receiver is wrong. What came with it must not be used.
 */
public final class VerificationException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  /**
   * Creates an exception with the reason.
   *
   * @param code the kind of problem
   * @param detail what differs from what, free of secrets
   */
  public VerificationException(ProblemCode code, String detail) {
    super(code.wireName() + ": " + detail, code.isRetryable());
    this.code = code;
  }

  /**
   * Creates an exception with the reason.
   *
   * @param code the kind of problem
   * @param detail what differs from what, free of secrets
   * @param cause what lies beneath
   */
  public VerificationException(ProblemCode code, String detail, Throwable cause) {
    super(code.wireName() + ": " + detail, code.isRetryable(), cause);
    this.code = code;
  }

  /**
   * The kind of problem.
   *
   * @return what a receiver answers with
   */
  public ProblemCode code() {
    return code;
  }
}
