package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

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

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean(HttpTransport.class)
  CallMeters cityCallMeters(MeterRegistry registry) {
    return new CallMeters(OkHttpTransport.create(), registry);
  }

  /** Before those of the application, which may replace signer and verifier. */
  @Bean
  @Order(0)
  @ConditionalOnBean(ExchangeReceiver.class)
  ExchangeReceiverCustomizer cityAnswerMeters(
      MessageSigner signer, MessageVerifier verifier, MeterRegistry registry) {
    RequestTimes times = new RequestTimes();
    AnswerMeters answers = new AnswerMeters(registry, times);
    return receiver ->
        receiver
            .signer(new MeteredSigner(signer, answers))
            .verifier(new MeteredVerifier(verifier, times));
  }
}
