package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MissingPartsException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.validation.Violation;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A translator from exceptions to the problems sent in an error response. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.citydc.exchange.receiver");
  private static final int FRAMES = 8;

  private Problems() {}

  /**
   * The problem behind a failure.
   *
   * @param failure what was thrown
   * @return what the sender may know of it
   */
  public static Problem of(Throwable failure) {
    return of(failure, "A message");
  }

  /**
   * Whether what has failed may be accepted later, unchanged. Nothing is logged.
   *
   * @param failure what went wrong
   * @return false if it is refused for good
   */
  public static boolean mayPass(Throwable failure) {
    if (failure instanceof VerificationException e) {
      return !e.code().isAboutContent();
    }
    if (failure instanceof RefusedException e) {
      return !e.code().isAboutContent();
    }
    return !(failure instanceof MalformedMessageException)
        && !(failure instanceof InvalidPayloadException);
  }

  /**
   * The problem behind a failure; one that is not the sender's fault is logged.
   *
   * @param failure what was thrown
   * @param what could not be handled, for the log: its id and its sender
   * @return what the sender may know of it
   */
  public static Problem of(Throwable failure, String what) {
    if (failure instanceof VerificationException e) {
      return Problem.of(e.code(), detail(e, e.code()));
    }
    if (failure instanceof RefusedException e) {
      Problem problem = Problem.of(e.code(), detail(e, e.code()));
      return e.retryAfter().map(problem::retryAfter).orElse(problem);
    }
    if (failure instanceof MalformedMessageException e) {
      return Problem.of(e.code(), String.valueOf(e.getMessage()));
    }
    if (failure instanceof MissingPartsException e) {
      return e.problem();
    }
    if (failure instanceof InvalidPayloadException e) {
      List<Violation> violations =
          e.report().errors().stream().map(violation -> violation.within(e.place())).toList();
      return Problem.of(ProblemCode.VALIDATION_FAILED, String.valueOf(e.getMessage()))
          .violations(violations, e.report().moreErrors());
    }
    log(what + " could not be handled", failure);
    return failure instanceof StorageException
        ? Problem.of(ProblemCode.UNAVAILABLE, "The message could not be stored; try again later")
        : internal();
  }

  /** The code of the problem behind a failure. */
  static ProblemCode code(Throwable failure) {
    if (failure instanceof VerificationException e) {
      return e.code();
    }
    if (failure instanceof RefusedException e) {
      return e.code();
    }
    if (failure instanceof MalformedMessageException e) {
      return e.code();
    }
    return failure instanceof StorageException ? ProblemCode.UNAVAILABLE : ProblemCode.INTERNAL;
  }

  /** The answer if this receiver itself has failed; its log says why. */
  static Problem internal() {
    return Problem.of(
        ProblemCode.INTERNAL, "The receiver failed; nothing of the message was stored");
  }

  private static String detail(RuntimeException e, ProblemCode code) {
    String message = String.valueOf(e.getMessage());
    String prefix = code.wireName() + ": ";
    return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
  }

  /**
   * Logs a failure in one line, with its causes as {@link Causes} describes them; at the level
   * debug also where it was thrown.
   *
   * @param what happened
   * @param failure what was thrown
   */
  public static void log(String what, Throwable failure) {
    log(LOG, what, failure);
  }

  /**
   * Logs a failure of code that worked on a payload, with what the exceptions say, as {@link
   * Causes#of(Throwable, Collection)} masks it.
   *
   * @param what happened
   * @param failure what was thrown
   * @param values the texts of the payload
   */
  public static void log(String what, Throwable failure, Collection<String> values) {
    write(LOG, what, Causes.of(failure, values), failure);
  }

  /**
   * Logs a failure likewise, elsewhere.
   *
   * @param log where
   * @param what happened
   * @param failure what was thrown
   */
  public static void log(Logger log, String what, Throwable failure) {
    write(log, what, Causes.of(failure), failure);
  }

  private static void write(Logger log, String what, String causes, Throwable failure) {
    log.error("{}: {}", what, causes);
    if (log.isDebugEnabled()) {
      for (Throwable t = failure; t != null; t = t.getCause()) {
        List<StackTraceElement> frames = Arrays.stream(t.getStackTrace()).limit(FRAMES).toList();
        log.debug("{} was thrown at {}", t.getClass().getName(), frames);
      }
    }
  }

  /**
   * The response that carries a problem.
   *
   * @param problem what to tell
   * @return the response, not yet signed
   */
  public static HttpResponse response(Problem problem) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", Problem.MEDIA_TYPE);
    return new HttpResponse(
        problem.status(),
        problem
            .retryAfter()
            .map(pause -> headers.with("retry-after", String.valueOf(pause.toSeconds())))
            .orElse(headers),
        Content.of(problem.toJson()));
  }
}
