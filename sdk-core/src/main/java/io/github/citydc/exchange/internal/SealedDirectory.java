package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpResponse;
import java.util.function.Supplier;

/**
 * The directory of a network as its hub publishes it: {@code GET /directory}, interface standard
 * §4.
 */
public final class SealedDirectory {

  private static final String SIGNED_DATA = "application/pkcs7-mime";

  private SealedDirectory() {}

  /**
   * The answer. The response is not signed, its content is.
   *
   * @param sealed gives the signed directory
   * @return the response
   */
  public static HttpResponse response(Supplier<HttpBody> sealed) {
    try {
      return new HttpResponse(
          200, HttpHeaders.empty().with("content-type", SIGNED_DATA), sealed.get());
    } catch (RuntimeException e) {
      return Problems.response(Problems.of(e));
    }
  }
}
