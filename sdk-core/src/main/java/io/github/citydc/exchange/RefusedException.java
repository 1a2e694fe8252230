package io.github.citydc.exchange;

/**
 * A genuine, well-formed message that is not accepted all the same: a policy or a handler refuses
 * it.
 */
public final class RefusedException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  /**
   * Says why.
   *
   * @param code the kind of problem, as the sender will see it
   * @param detail what to do about it, free of secrets and personal data; the sender will see it,
   *     too
   */
  public RefusedException(ProblemCode code, String detail) {
    super(code.wireName() + ": " + detail, code.isRetryable());
    this.code = code;
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
