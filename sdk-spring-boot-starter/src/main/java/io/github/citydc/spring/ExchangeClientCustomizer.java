package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeClientBuilder;

/**
 * Changes the client before it is built, for settings without a property. To be implemented by
 * applications, as a bean; several are called in their order.
 */
@FunctionalInterface
public interface ExchangeClientCustomizer {

  /**
   * Changes the client.
   *
   * @param client a builder with everything the properties say
   */
  void customize(ExchangeClientBuilder client);
}
