package io.github.citydc.exchange.message;

/** Thrown when a message, receipt or problem cannot be read. */
public final class MalformedMessageException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final String pointer;
  private final String rule;

  /**
   * Creates an exception with the position and a description of the fault.
   *
   * @param pointer JSON Pointer of the offending member, empty for the document as a whole
   * @param detail which rule is broken, without the offending value
   */
  public MalformedMessageException(String pointer, String detail) {
    this(ProblemCode.MALFORMED_MESSAGE, pointer, detail);
  }

  /**
   * Creates an exception with a problem code, the position and a description of the fault.
   *
   * @param code the kind of problem
   * @param pointer JSON Pointer of the offending member, empty for the document as a whole
   * @param detail which rule is broken, without the offending value
   */
  public MalformedMessageException(ProblemCode code, String pointer, String detail) {
    super((pointer.isEmpty() ? "" : pointer + ": ") + detail, false);
    this.code = code;
    this.pointer = pointer;
    this.rule = detail;
  }

  /**
   * The kind of problem.
   *
   * @return {@link ProblemCode#MALFORMED_MESSAGE} or {@link ProblemCode#UNSUPPORTED_VERSION}
   */
  public ProblemCode code() {
    return code;
  }

  /**
   * The position of the fault.
   *
   * @return JSON Pointer (RFC 6901), empty for the document as a whole
   */
  public String pointer() {
    return pointer;
  }

  /**
   * The rule that is broken, without the place.
   *
   * @return for example {@code must be a string}
   */
  public String rule() {
    return rule;
  }
}
