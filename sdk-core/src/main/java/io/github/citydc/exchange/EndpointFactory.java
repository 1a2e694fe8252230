package io.github.citydc.exchange;

/**
 * A factory for an endpoint that needs parts of its receiver, such as its node id, clock,
 * validation rules or handlers. To be implemented by applications.
 */
@FunctionalInterface
public interface EndpointFactory {

  /**
   * Makes the endpoint, once, when the receiver is built.
   *
   * @param receiver the parts of the receiver
   * @return the endpoint
   */
  Endpoint create(ReceiverParts receiver);
}
