package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.VerifiedRequest;
import java.util.Optional;

/** Some of the resources below the base path of a receiver: interface standard §4. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers a request for one of these resources.
   *
   * @param request who asks for what, verified
   * @param target method, path and query of it
   * @return the response, not yet signed; empty if the resource is none of these
   * @throws RuntimeException what {@link Problems#of} turns into a problem
   */
  Optional<HttpResponse> answer(VerifiedRequest request, Target target);
}
