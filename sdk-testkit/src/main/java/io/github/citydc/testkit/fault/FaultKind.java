package io.github.citydc.testkit.fault;

import java.util.Locale;

/** The kinds of faults a sandbox node can show. */
public enum FaultKind {
  /** Answers with a problem, signed; nothing is stored. */
  REFUSE,
  /** Answers {@code rate-limited}, signed, with a pause to keep. */
  RATE_LIMIT,
  /** Handles the request later. */
  DELAY,
  /** Closes the connection before the request is handled. */
  CUT_BEFORE_COMMIT,
  /** Handles the request, and closes the connection in the middle of the answer. */
  CUT_AFTER_COMMIT,
  /** Handles the request, and closes the connection without a byte of the answer. */
  LOSE_RESPONSE,
  /** Answers with a bare status 5xx, as a gateway before the node does. */
  SERVER_ERROR,
  /** Answers with a login page in HTML, as a proxy does. */
  PROXY_PAGE,
  /** Handles the request by a clock that is wrong. */
  CLOCK_SKEW,
  /** Signs the answer with a certificate that has expired. */
  EXPIRED_CERTIFICATE,
  /** Signs the answer with a certificate that the CA of the city has revoked. */
  REVOKED_CERTIFICATE,
  /** Changes the signature of the answer. */
  WRONG_SIGNATURE,
  /** Changes a byte of the body of the request before it is verified. */
  CORRUPTED_REQUEST,
  /** Changes a byte of the body of the answer. */
  CORRUPTED_RESPONSE,
  /** Sends the answer in pieces, slowly. */
  SLOW_BODY;

  /**
   * The name for people and scripts.
   *
   * @return in lower case, such as {@code lose-response}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
