package io.github.citydc.exchange.http;

import io.github.citydc.exchange.TransportException;
import io.github.citydc.exchange.spi.HttpRequest;

/** What both transports say, and how much they take. */
final class NoAnswer {

  /** The largest response, in bytes. */
  static final int MAX_RESPONSE = 16 * 1024 * 1024;

  private NoAnswer() {}

  static TransportException to(HttpRequest request, Throwable cause) {
    return new TransportException(
        "No answer from "
            + request.uri().getAuthority()
            + " to "
            + request.method()
            + " "
            + request.uri().getPath(),
        cause);
  }

  static String tooLarge() {
    return "The response is larger than " + MAX_RESPONSE + " bytes";
  }
}
