package io.github.citydc.exchange.http;

import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.TransportException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** What both transports say, and how much they take. */
final class NoAnswer {

  /** The largest response, in bytes. */
  static final int MAX_RESPONSE = 16 * 1024 * 1024;

  private static final int DEEPEST = 8;

  private NoAnswer() {}

  /** With the reason if TLS failed, because that needs manual repair. */
  static TransportException to(HttpRequest request, Throwable cause) {
    String asked =
        "No answer from "
            + request.uri().getAuthority()
            + " to "
            + request.method()
            + " "
            + request.uri().getPath();
    return TlsFailure.of(cause)
        .map(tls -> new TransportException(asked + ": " + tls.sentence(), cause, tls.fault()))
        .orElseGet(
            () ->
                isBeforeSending(cause)
                    ? TransportException.beforeSending(asked + reason(request, cause), cause)
                    : new TransportException(asked + reason(request, cause), cause));
  }

  /** A client that has tried another connection before keeps the failure of that. */
  private static boolean isBeforeSending(Throwable cause) {
    return cause.getSuppressed().length == 0
        && (cause instanceof ConnectException || cause instanceof UnknownHostException);
  }

  /** What the network said, which holds addresses and nothing secret, and what to look at. */
  private static String reason(HttpRequest request, Throwable cause) {
    if ("https".equalsIgnoreCase(request.uri().getScheme()) && TlsFailure.isBrokenOff(cause)) {
      return ": the connection broke off; if it always does, the server may refuse the certificate of"
          + " the client, or miss it";
    }
    if (cause instanceof UnknownHostException) {
      return ": the name " + request.uri().getHost() + " is not known; check the URL and DNS";
    }
    String said = said(cause);
    if (cause instanceof ConnectException) {
      return ": "
          + (said.isEmpty() ? "connection refused" : said)
          + "; does the node run, and is this its port?";
    }
    return said.isEmpty() ? "" : ": " + said;
  }

  /** Of the deepest cause that says something. */
  private static String said(Throwable failure) {
    String said = "";
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      String message = cause instanceof IOException ? cause.getMessage() : null;
      said = message == null || message.isBlank() ? said : Causes.plain(message.strip());
      cause = cause.getCause();
    }
    return said;
  }

  static String tooLarge(int largest) {
    return "The response is larger than " + largest + " bytes";
  }
}
