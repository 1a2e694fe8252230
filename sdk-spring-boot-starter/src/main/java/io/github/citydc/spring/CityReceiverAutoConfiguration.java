package io.github.citydc.spring;

import io.github.citydc.exchange.AccessPolicy;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.audit.AuditTrail;
import io.github.citydc.exchange.bundle.BundleReception;
import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.jdbc.JdbcAuditLog;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.PayloadDecryption;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.validation.PayloadValidator;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The receiver, in the server of the application. */
@AutoConfiguration(after = CityOutboxAutoConfiguration.class)
@ConditionalOnBean(CitySchema.class)
@ConditionalOnClass({ServletRegistrationBean.class, jakarta.servlet.Servlet.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "citydc.receiver.enabled", matchIfMissing = true)
class CityReceiverAutoConfiguration {

  @Bean
  SpringTransactions cityTransactions(
      DataSource dataSource, ObjectProvider<PlatformTransactionManager> managers) {
    PlatformTransactionManager manager = managers.getIfUnique();
    if (manager == null && managers.stream().findAny().isPresent()) {
      throw new IllegalStateException(
          "There are several transaction managers; mark the one of the data source of the exchange"
              + " as @Primary, since the handlers of messages work in its transactions");
    }
    return new SpringTransactions(
        dataSource, manager == null ? new JdbcTransactionManager(dataSource) : manager);
  }

  @Bean
  @ConditionalOnMissingBean
  Inbox cityInbox(NodeDatabase database, SpringTransactions transactions) {
    return new SpringInbox(
        JdbcInbox.on(database), JdbcInbox.on(database.through(transactions.dataSource())));
  }

  @Bean
  @ConditionalOnMissingBean
  ExchangeReceiver exchangeReceiver(
      CityProperties properties,
      MessageSigner signer,
      MessageVerifier verifier,
      Inbox inbox,
      HandlerMethods handlers,
      ReceiverParts parts) {
    ExchangeReceiverBuilder receiver =
        ExchangeReceiver.builder()
            .self(signer.node())
            .signer(signer)
            .verifier(verifier)
            .inbox(inbox)
            .limits(LimitProperties.of(properties.limits()))
            .endpoint(BundleReception.standard());
    BasePath.of(properties).applyTo(receiver);
    if (properties.smOnly()) {
      receiver.profile(AlgorithmProfile.SM_ONLY);
    }
    handlers.addTo(receiver);
    parts.addTo(receiver);
    return receiver.build();
  }

  @Bean
  HandlerMethods cityHandlerMethods(
      ConfigurableListableBeanFactory beans, SpringTransactions transactions) {
    return new HandlerMethods(beans, transactions);
  }

  @Bean
  ReceiverParts cityReceiverParts(
      ObjectProvider<PayloadValidator> validator,
      ObjectProvider<AccessPolicy> accessPolicy,
      ObjectProvider<PayloadDecryption> decryption,
      ObjectProvider<Endpoint> endpoints,
      ObjectProvider<EndpointFactory> factories,
      ObjectProvider<ReceiverListener> listeners,
      ObjectProvider<ExchangeReceiverCustomizer> customizers) {
    return new ReceiverParts(
        validator, accessPolicy, decryption, endpoints, factories, listeners, customizers);
  }

  /** Opens payloads that are encrypted for the second certificate in the folder of the keys. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ExchangeReceiverCustomizer cityDecryption(
      ObjectProvider<NodeKeys> keys,
      ObjectProvider<PayloadDecryption> other,
      MessageSigner signer) {
    return receiver -> {
      if (other.stream().findAny().isEmpty()) {
        keys.stream()
            .flatMap(folder -> folder.decryptionKey().stream())
            .forEach(key -> receiver.decryption(new PayloadDecryptor(signer.node(), List.of(key))));
      }
    };
  }

  @Bean
  ServletRegistrationBean<ExchangeServlet> cityServlet(
      ExchangeReceiver receiver, CityProperties properties, Environment environment) {
    ServletRegistrationBean<ExchangeServlet> servlet =
        new ServletRegistrationBean<>(
            new ExchangeServlet(receiver, properties.receiver().proxies()),
            BasePath.of(properties).mapping(environment));
    servlet.setName("cityExchange");
    servlet.setLoadOnStartup(1);
    return servlet;
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnBooleanProperty(name = "citydc.audit.enabled")
  AuditTrail cityAuditTrail(NodeDatabase database) {
    return AuditTrail.of(database.node(), JdbcAuditLog.on(database));
  }

  @Bean
  ReceiverWork cityReceiverWork(ExchangeReceiver receiver, SpringTransactions transactions) {
    return new ReceiverWork(receiver, transactions);
  }

  /** What an application may define beside the properties. */
  record ReceiverParts(
      ObjectProvider<PayloadValidator> validator,
      ObjectProvider<AccessPolicy> accessPolicy,
      ObjectProvider<PayloadDecryption> decryption,
      ObjectProvider<Endpoint> endpoints,
      ObjectProvider<EndpointFactory> factories,
      ObjectProvider<ReceiverListener> listeners,
      ObjectProvider<ExchangeReceiverCustomizer> customizers) {

    void addTo(ExchangeReceiverBuilder receiver) {
      validator.ifAvailable(receiver::validator);
      accessPolicy.ifAvailable(receiver::accessPolicy);
      decryption.ifAvailable(receiver::decryption);
      endpoints.orderedStream().forEach(receiver::endpoint);
      factories.orderedStream().forEach(receiver::endpoint);
      listeners.orderedStream().forEach(receiver::listener);
      customizers.orderedStream().forEach(each -> each.customize(receiver));
    }
  }
}
