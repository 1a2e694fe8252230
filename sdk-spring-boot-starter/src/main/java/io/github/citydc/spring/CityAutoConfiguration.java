package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.ReceiptArchive;
import io.github.citydc.exchange.event.ClientListener;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.PayloadEncryption;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.validation.PayloadValidator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The node itself: its keys, whom it trusts, where the others are, and its client. A bean of the
 * application takes the place of each.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "citydc.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CityProperties.class)
class CityAutoConfiguration {

  /** Unless the application has a key of its own, such as that of a cipher machine. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(SigningKey.class)
  static class KeysInFolder {

    @Bean
    NodeKeys cityKeys(CityProperties properties) {
      return new NodeKeys(properties);
    }

    @Bean
    SigningKey citySigningKey(NodeKeys keys) {
      return keys.signingKey();
    }
  }

  @Bean
  @ConditionalOnMissingBean
  TrustStore cityTrustStore(CityProperties properties) {
    return new NodeKeys(properties).trust();
  }

  @Bean
  @ConditionalOnMissingBean
  NodeDirectory cityDirectory(CityProperties properties, TrustStore trust) {
    return PropertyDirectory.of(properties.directory(), trust);
  }

  @Bean
  @ConditionalOnMissingBean
  MessageSigner citySigner(CityProperties properties, SigningKey key) {
    MessageSigner signer;
    try {
      signer = HttpSignatures.signer(key);
    } catch (IllegalArgumentException e) {
      throw CityPropertyException.of(
          "citydc.keys",
          "the certificate is not one of a node: " + e.getMessage(),
          "Have the CA of the city issue a certificate that names the node",
          e);
    }
    requireSelf(properties, signer.node());
    return signer;
  }

  private static void requireSelf(CityProperties properties, NodeId certified) {
    String node = properties.node();
    if (node != null && !NodeIds.parse("citydc.node", node).equals(certified)) {
      throw CityPropertyException.of(
          "citydc.node",
          "is " + node + ", but the certificate is that of " + certified,
          "Set citydc.keys to the folder of this node, or remove citydc.node");
    }
  }

  @Bean
  @ConditionalOnMissingBean
  MessageVerifier cityVerifier(TrustStore trust, NodeDirectory directory) {
    return HttpSignatures.verifier(trust, directory);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  ExchangeClient exchangeClient(
      CityProperties properties,
      MessageSigner signer,
      MessageVerifier verifier,
      NodeDirectory directory,
      ClientParts parts) {
    ExchangeClientBuilder client =
        ExchangeClient.builder()
            .self(signer.node())
            .signer(signer)
            .verifier(verifier)
            .directory(directory);
    ClientProperties.apply(properties.client(), client);
    if (properties.smOnly()) {
      client.profile(AlgorithmProfile.SM_ONLY);
    }
    parts.addTo(client);
    return client.build();
  }

  @Bean
  ClientParts cityClientParts(
      ObjectProvider<HttpTransport> transport,
      ObjectProvider<PayloadValidator> validator,
      ObjectProvider<PayloadEncryption> encryption,
      ObjectProvider<ReceiptArchive> receipts,
      ObjectProvider<ClientListener> listeners,
      ObjectProvider<ExchangeClientCustomizer> customizers) {
    return new ClientParts(transport, validator, encryption, receipts, listeners, customizers);
  }

  /** What an application may define beside the properties. */
  record ClientParts(
      ObjectProvider<HttpTransport> transport,
      ObjectProvider<PayloadValidator> validator,
      ObjectProvider<PayloadEncryption> encryption,
      ObjectProvider<ReceiptArchive> receipts,
      ObjectProvider<ClientListener> listeners,
      ObjectProvider<ExchangeClientCustomizer> customizers) {

    void addTo(ExchangeClientBuilder client) {
      transport.ifAvailable(client::transport);
      validator.ifAvailable(client::validator);
      encryption.ifAvailable(client::encryption);
      receipts.ifAvailable(client::receipts);
      listeners.orderedStream().forEach(client::listener);
      customizers.orderedStream().forEach(each -> each.customize(client));
    }
  }
}
