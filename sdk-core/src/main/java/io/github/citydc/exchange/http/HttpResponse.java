package io.github.citydc.exchange.http;

import io.github.citydc.exchange.message.Content;

/**
 * An HTTP response, byte for byte as sent or received.
 *
 * @param status the status, 100 to 599
 * @param headers the fields
 * @param body the body, empty if there is none
 */
public record HttpResponse(int status, HttpHeaders headers, Content body) {

  /**
   * A copy with other fields.
   *
   * @param changed the fields
   * @return the same response with these fields
   */
  public HttpResponse headers(HttpHeaders changed) {
    return new HttpResponse(status, changed, body);
  }
}
