package io.github.citydc.exchange.message;

/**
 * Thrown when a message is not genuine: its signature, digest, time, certificate, sender or
 * receiver is wrong. What came with it must not be used. A client that meets such an answer throws
 * a {@link TransportException} with this as its cause: it is no answer.
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
    this(code, detail, cause, Delivery.MAY_HAVE_ARRIVED);
  }

  private VerificationException(
      ProblemCode code, String detail, Throwable cause, Delivery delivery) {
    super(code.wireName() + ": " + detail, code.isRetryable(), cause, delivery);
    this.code = code;
  }

  /**
   * Something that is not genuine was met before anything was sent.
   *
   * @param code the kind of problem
   * @param detail what differs from what, free of secrets
   * @param cause what lies beneath
   * @return the exception
   */
  public static VerificationException beforeSending(
      ProblemCode code, String detail, Throwable cause) {
    return new VerificationException(code, detail, cause, Delivery.NOTHING_SENT);
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
