package io.github.citydc.exchange.message;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Thrown when the other node has verified the request and answered, signed, with a problem. {@link
 * #delivery()} says whether the content was refused permanently.
 */
public final class ProblemException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  /** Not final, since it is read back as the JSON form. */
  private transient Problem problem;

  /**
   * Wraps a problem.
   *
   * @param problem what was answered
   */
  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), problem.retryable(), delivery(problem));
    this.problem = problem;
  }

  private static Delivery delivery(Problem problem) {
    return !problem.retryable() && problem.code().isAboutContent()
        ? Delivery.REFUSED
        : Delivery.ANSWERED;
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

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeInt(problem.status());
    out.writeObject(ProblemJson.write(problem));
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    int status = in.readInt();
    problem = Problem.fromJson(status, (byte[]) in.readObject());
  }
}
