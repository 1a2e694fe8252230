package io.github.citydc.exchange.message;

import java.util.ArrayList;
import java.util.List;

/** Thrown when parts or files that a request names have not arrived. */
public final class MissingPartsException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<ContentHash> missing;

  /**
   * Names them.
   *
   * @param what {@code part(s)} or {@code file(s)}
   * @param missing at least one
   */
  public MissingPartsException(String what, List<ContentHash> missing) {
    super(missing.size() + " " + what + " have not arrived; send them first", false);
    this.missing = new ArrayList<>(missing);
  }

  /**
   * What the sender is answered with.
   *
   * @return the problem {@link ProblemCode#PARTS_MISSING}, which lists them
   */
  public Problem problem() {
    return Problem.of(ProblemCode.PARTS_MISSING, String.valueOf(getMessage())).missing(missing);
  }
}
