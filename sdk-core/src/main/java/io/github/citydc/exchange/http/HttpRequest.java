package io.github.citydc.exchange.http;

import io.github.citydc.exchange.message.Content;
import java.net.URI;

/**
 * An HTTP request, byte for byte as sent or received.
 *
 * @param method the method, in capitals
 * @param uri the absolute URI asked for; path and query raw, as they stand on the wire
 * @param headers the fields
 * @param body the body, empty if there is none
 */
public record HttpRequest(String method, URI uri, HttpHeaders headers, Content body) {

  /**
   * A copy with another body.
   *
   * @param received the body
   * @return the same request with this body
   */
  public HttpRequest body(Content received) {
    return new HttpRequest(method, uri, headers, received);
  }

  /**
   * A copy with other fields.
   *
   * @param changed the fields
   * @return the same request with these fields
   */
  public HttpRequest headers(HttpHeaders changed) {
    return new HttpRequest(method, uri, changed, body);
  }
}
