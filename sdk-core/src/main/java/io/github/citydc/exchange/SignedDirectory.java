package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import java.util.function.Supplier;

/**
 * The directory of a network as its hub publishes it: {@code GET /directory}, interface standard
 * §4.
 */
final class SignedDirectory {

  private SignedDirectory() {}

  /**
   * The answer. The response is not signed, its content is.
   *
   * @param signed gives the signed directory
   * @return the response
   */
  static HttpResponse response(Supplier<Content> signed) {
    try {
      return Answer.of(200, MediaType.SIGNED_DATA, signed.get());
    } catch (RuntimeException | Error e) {
      return Problems.response(Problems.of(e));
    }
  }
}
