package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Meters of the node, where there is a registry of Micrometer. */
@AutoConfiguration(
    after = CityHealthAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, CityHealth.class})
@ConditionalOnBooleanProperty(name = "citydc.metrics.enabled", matchIfMissing = true)
class CityMetricsAutoConfiguration {

  @Bean
  StateMeters cityStateMeters(CityHealth health) {
    return new StateMeters(health);
  }

  @Bean
  DispatchMeters cityDispatchMeters(MeterRegistry registry) {
    return new DispatchMeters(registry);
  }

  @Bean
  ClientMeters cityClientMeters(MeterRegistry registry) {
    return new ClientMeters(registry);
  }

  @Bean
  @ConditionalOnBean(ExchangeReceiver.class)
  ReceiverMeters cityReceiverMeters(MeterRegistry registry) {
    return new ReceiverMeters(registry);
  }
}
