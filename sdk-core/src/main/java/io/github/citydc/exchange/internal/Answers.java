package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.ProblemException;
import io.github.citydc.exchange.TransportException;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.VerifiedResponse;
import java.util.Set;

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
   * @param expected the errors that the caller understands
   * @throws ProblemException if it is another error
   * @throws TransportException if it is not of the node
   * @throws VerificationException if it is not genuine
   */
  VerifiedResponse require(HttpResponse response, HttpRequest signed, Set<Integer> expected) {
    VerifiedResponse answer = genuine(response, signed);
    int status = response.status();
    if (status >= ERRORS && !expected.contains(status)) {
      if (!signed.method().equals(HEAD)) {
        throw new ProblemException(ProblemJson.read(status, response.body().toByteArray()));
      }
      ProblemJson.passing(status)
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
      if (e.code() == ProblemCode.SIGNATURE_MISSING && response.status() >= ERRORS) {
        throw new TransportException(inItsPlace(response), e);
      }
      throw e;
    }
  }

  /**
   * Lets an answer pass that need not be signed.
   *
   * @throws TransportException if it is an error
   */
  static HttpResponse unproven(HttpResponse response) {
    if (response.status() >= ERRORS) {
      throw new TransportException(inItsPlace(response));
    }
    return response;
  }

  /**
   * An error that is not signed is no answer of the node, but one of a proxy, or of a server that
   * stops: whatever its status is, it says nothing about the request.
   */
  private static String inItsPlace(HttpResponse response) {
    return "Something on the way, not the node, answered with status " + response.status();
  }
}
