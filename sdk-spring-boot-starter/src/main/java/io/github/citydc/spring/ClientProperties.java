package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeClientBuilder;

/** The properties of the client, as its builder takes them. */
final class ClientProperties {

  private ClientProperties() {}

  static void apply(CityProperties.Client properties, ExchangeClientBuilder client) {
    if (properties.maxAttempts() < 1) {
      throw CityPropertyException.of(
          "citydc.client.max-attempts", "is " + properties.maxAttempts(), "Set it to 1 or more");
    }
    client.maxAttempts(properties.maxAttempts());
    if (properties.circuitFailures() < 1) {
      throw CityPropertyException.of(
          "citydc.client.circuit-failures",
          "is " + properties.circuitFailures(),
          "Set it to 1 or more");
    }
    if (properties.circuitPause().isNegative() || properties.circuitPause().isZero()) {
      throw CityPropertyException.of(
          "citydc.client.circuit-pause",
          "is " + properties.circuitPause(),
          "Set it to a time longer than nothing, such as 30s");
    }
    client.circuit(properties.circuitFailures(), properties.circuitPause());
    if (properties.allowPlainHttp()) {
      client.allowingPlainHttp();
    }
  }
}
