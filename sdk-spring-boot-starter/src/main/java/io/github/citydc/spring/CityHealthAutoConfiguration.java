package io.github.citydc.spring;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.naming.node.NodeDirectory;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The health of the node, for Spring Boot's endpoint of that name, where there is one. */
@AutoConfiguration(after = {CityOutboxAutoConfiguration.class, CityReceiverAutoConfiguration.class})
@ConditionalOnBean(MessageSigner.class)
class CityHealthAutoConfiguration {

  @Bean
  @Lazy
  CityHealth cityHealth(
      MessageSigner signer,
      NodeDirectory directory,
      ObjectProvider<Outbox> outbox,
      ObjectProvider<OutboxSending> sending,
      ObjectProvider<ExchangeReceiver> receiver,
      ObjectProvider<NodeDatabase> database) {
    Optional<ExchangeReceiver> receiving = Optional.ofNullable(receiver.getIfAvailable());
    return new CityHealth(
        new CityHealth.Parts(
            signer.node(),
            signer.certificates().stream().findFirst(),
            directory,
            Optional.ofNullable(outbox.getIfAvailable()),
            Optional.ofNullable(sending.getIfAvailable()),
            receiving,
            receiving.map(any -> JdbcReplayGuard.on(database.getObject()))),
        ChinaTime.clock());
  }

  /** Spring Boot 3.5. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
  @ConditionalOnBooleanProperty(name = "management.health.citydc.enabled", matchIfMissing = true)
  static class OnBoot3 {

    @Bean
    Boot3Health citydcHealthIndicator(CityHealth health) {
      return new Boot3Health(health);
    }
  }

  /** Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  @ConditionalOnMissingClass("org.springframework.boot.actuate.health.HealthIndicator")
  @ConditionalOnBooleanProperty(name = "management.health.citydc.enabled", matchIfMissing = true)
  static class OnBoot4 {

    @Bean
    Boot4Health citydcHealthIndicator(CityHealth health) {
      return new Boot4Health(health);
    }
  }
}
