package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.exchange.security.VerifiedResponse;
import java.util.Optional;

/**
 * Tells what a node has answered from what was said in its place: interface standard §5. What is
 * not signed by the node, over this very request, is no answer, whatever its status; and what the
 * node says of a request it has not verified is none about the message. Thread-safe.
 */
final class Answers {

  static final String HEAD = "HEAD";

  /** Statuses from here on are errors. */
  static final int ERRORS = 400;

  private final MessageVerifier verifier;

  Answers(MessageVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Verifies an answer.
   *
   * @param call knows the errors that the caller understands
   * @throws ProblemException if it is another error of a verified request
   * @throws UnverifiedRequestException if the node has not verified the request
   * @throws TransportException if it is not of the node, or not the answer to this request
   */
  VerifiedResponse require(HttpResponse response, HttpRequest signed, Call call) {
    VerifiedResponse answer = genuine(response, signed);
    int status = response.status();
    boolean head = signed.method().equals(HEAD);
    if (answer.request() == RequestVerification.UNVERIFIED) {
      throw unverified(response, head);
    }
    if (status >= ERRORS && !call.expects(status)) {
      if (!head) {
        throw new ProblemException(problem(response));
      }
      Problem.passing(status)
          .ifPresent(
              problem -> {
                throw new ProblemException(problem);
              });
    }
    return answer;
  }

  private VerifiedResponse genuine(HttpResponse response, HttpRequest signed) {
    try {
      return verifier.verify(response, signed);
    } catch (VerificationException e) {
      String arrived =
          e.code().equals(ProblemCode.SIGNATURE_MISSING)
              ? "Something on the way, not the node, answered with status " + response.status()
              : "What arrived with status "
                  + response.status()
                  + " is not the node's answer to this request: "
                  + e.getMessage();
      throw new TransportException(arrived, e);
    }
  }

  private static ExchangeException unverified(HttpResponse response, boolean head) {
    int status = response.status();
    Optional<Problem> problem =
        head
            ? Problem.passing(status)
            : Optional.of(response).filter(r -> r.status() >= ERRORS).map(Answers::problem);
    return problem
        .<ExchangeException>map(UnverifiedRequestException::new)
        .orElseGet(
            () ->
                new TransportException(
                    "The node answered with status "
                        + status
                        + ", but says that it has not verified the request"));
  }

  private static Problem problem(HttpResponse response) {
    return Problem.fromJson(response.status(), response.body().toByteArray());
  }
}
