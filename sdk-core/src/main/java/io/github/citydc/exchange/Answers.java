package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.VerifiedResponse;

/**
 * Tells what a node has answered from what was said in its place: interface standard §5.
 * Thread-safe.
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
   * @throws ProblemException if it is another error
   * @throws TransportException if it is not of the node
   * @throws VerificationException if it is not genuine
   */
  VerifiedResponse require(HttpResponse response, HttpRequest signed, Call call) {
    VerifiedResponse answer = genuine(response, signed);
    int status = response.status();
    if (status >= ERRORS && !call.expects(status)) {
      if (!signed.method().equals(HEAD)) {
        throw new ProblemException(Problem.fromJson(status, response.body().toByteArray()));
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
      if (e.code().equals(ProblemCode.SIGNATURE_MISSING) && response.status() >= ERRORS) {
        throw new TransportException(inItsPlace(response), e);
      }
      throw e;
    }
  }

  /**
   * An error that is not signed is no answer of the node, but one of a proxy, or of a server that
   * stops: whatever its status is, it says nothing about the request.
   */
  private static String inItsPlace(HttpResponse response) {
    return "Something on the way, not the node, answered with status " + response.status();
  }
}
