package io.github.citydc.exchange;

/**
 * An endpoint that needs parts of the receiver it belongs to: its id, its clock, its rules, its
 * handlers. To be implemented by applications.
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
