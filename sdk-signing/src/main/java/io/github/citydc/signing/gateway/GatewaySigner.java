package io.github.citydc.signing.gateway;

import io.github.citydc.exchange.http.HttpHeaders;

/**
 * A maker of the fields by which a gateway recognises a caller. Implementations are thread-safe;
 * each call gives fields with their own time.
 *
 * <p><b>Security guarantees.</b> See the package: these fields were made at about this time by a
 * holder of the secret. They say nothing of the message they travel with.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface GatewaySigner {

  /**
   * Signs a request that is about to be made.
   *
   * @return the fields to add to it
   */
  HttpHeaders sign();
}
