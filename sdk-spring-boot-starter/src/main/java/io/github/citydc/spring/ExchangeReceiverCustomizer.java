package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeReceiverBuilder;

/**
 * Changes the receiver before it is built, for settings without a property. To be implemented by
 * applications, as a bean; several are called in their order.
 */
@FunctionalInterface
public interface ExchangeReceiverCustomizer {

  /**
   * Changes the receiver.
   *
   * @param receiver a builder with everything the properties say, and all handlers
   */
  void customize(ExchangeReceiverBuilder receiver);
}
