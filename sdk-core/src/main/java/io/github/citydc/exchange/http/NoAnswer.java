package io.github.citydc.exchange.http;

import io.github.citydc.exchange.message.TransportException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** What both transports say, and how much they take. */
final class NoAnswer {

  /** The largest response, in bytes. */
  static final int MAX_RESPONSE = 16 * 1024 * 1024;

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
                    ? TransportException.beforeSending(asked + hint(request, cause), cause)
                    : new TransportException(asked + hint(request, cause), cause));
  }

  /** A client that has tried another connection before keeps the failure of that. */
  private static boolean isBeforeSending(Throwable cause) {
    return cause.getSuppressed().length == 0
        && (cause instanceof ConnectException || cause instanceof UnknownHostException);
  }

  /** A reset may overtake the alert that says why. */
  private static String hint(HttpRequest request, Throwable cause) {
    return "https".equalsIgnoreCase(request.uri().getScheme()) && TlsFailure.isBrokenOff(cause)
        ? ": the connection broke off; if it always does, the server may refuse the certificate of"
            + " the client, or miss it"
        : "";
  }

  static String tooLarge(int largest) {
    return "The response is larger than " + largest + " bytes";
  }
}
