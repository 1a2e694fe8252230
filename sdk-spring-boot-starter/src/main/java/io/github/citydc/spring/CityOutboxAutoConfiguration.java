package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxDispatcherBuilder;
import io.github.citydc.exchange.outbox.OutboxListener;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Messages that wait in the database of the application until they are delivered. */
@AutoConfiguration(after = CityJdbcAutoConfiguration.class)
@ConditionalOnBean(CitySchema.class)
@ConditionalOnBooleanProperty(name = "citydc.outbox.enabled", matchIfMissing = true)
class CityOutboxAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(Outbox.class)
  JdbcOutbox outbox(NodeDatabase database) {
    return JdbcOutbox.on(database);
  }

  @Bean
  @ConditionalOnMissingBean
  CityOutbox cityOutbox(ExchangeClient client, Outbox outbox, DataSource dataSource) {
    return new CityOutbox(client, outbox, dataSource);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "citydc.outbox.dispatch", matchIfMissing = true)
  OutboxSending outboxSending(
      ExchangeClient client,
      Outbox outbox,
      CityProperties properties,
      ObjectProvider<OutboxListener> listeners) {
    OutboxDispatcherBuilder builder = OutboxDispatcher.builder(client, outbox);
    listeners.orderedStream().forEach(builder::listener);
    OutboxProperties.apply(properties.outbox(), builder);
    return new OutboxSending(() -> builder);
  }
}
