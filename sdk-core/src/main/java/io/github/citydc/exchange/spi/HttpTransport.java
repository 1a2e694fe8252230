package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.TransportException;

/**
 * Carries a request to another node and brings the response back, both byte for byte: no redirect
 * followed, nothing compressed or decompressed, and never a second attempt of its own, since a
 * repeated signature is a replay. Implementations are thread-safe.
 */
@FunctionalInterface
public interface HttpTransport {

  /**
   * Sends a request once and waits for the response.
   *
   * @param request what to send, signed
   * @return the response as received
   * @throws TransportException if there is no complete response
   */
  HttpResponse exchange(HttpRequest request);
}
