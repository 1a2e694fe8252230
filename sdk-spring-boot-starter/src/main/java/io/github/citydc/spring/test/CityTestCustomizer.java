package io.github.citydc.spring.test;

import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.SandboxNodeBuilder;
import io.github.citydc.testkit.junit.CityExtension;
import java.net.URI;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives the context of a test a city, a hub, and a key for the application. Two of the same
 * settings are equal, so that their tests share a context.
 *
 * @param hub its id, empty for the usual one
 * @param records what the hub takes beside the types of the standard
 */
record CityTestCustomizer(String hub, Set<Class<? extends Payload>> records)
    implements ContextCustomizer {

  private static final String PORT = "local.server.port";

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    Sandbox sandbox =
        new Sandbox(context, hub.isEmpty() ? CityExtension.HUB : NodeId.parse(hub), records);
    sandbox.add("sandboxCity", SandboxCity.class, () -> SandboxCity.found("Sandbox Root"));
    sandbox.add("sandboxHub", SandboxNode.class, sandbox::hub);
    sandbox.add("sandboxKey", SigningKey.class, () -> sandbox.city().key(sandbox.self()));
    sandbox.add("sandboxTrust", TrustStore.class, () -> sandbox.city().trust());
    sandbox.add("sandboxDirectory", NodeDirectory.class, () -> sandbox.city().directory());
    context.addApplicationListener(
        event -> {
          if (event instanceof ContextRefreshedEvent refreshed
              && refreshed.getApplicationContext() == context) {
            sandbox.announce();
          }
        });
  }

  /** The city of one context. */
  private record Sandbox(
      ConfigurableApplicationContext context,
      NodeId hubNode,
      Set<Class<? extends Payload>> records) {

    <T> void add(String name, Class<T> type, Supplier<T> supplier) {
      RootBeanDefinition definition = new RootBeanDefinition(type, supplier);
      if (AutoCloseable.class.isAssignableFrom(type)) {
        definition.setDestroyMethodName("close");
      }
      ((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition(name, definition);
    }

    SandboxCity city() {
      return context.getBean(SandboxCity.class);
    }

    /** The node of the properties; of those who have none that of other sandboxes. */
    NodeId self() {
      String node = context.getEnvironment().getProperty("citydc.node");
      return node == null ? CityExtension.CLIENT : NodeId.parse(node);
    }

    SandboxNode hub() {
      SandboxNodeBuilder hub =
          SandboxNode.builder(city(), hubNode).inMemory().recordingEverything();
      records.forEach(hub::recording);
      return hub.start();
    }

    /** Has the directory say where the application answers, if it has a server. */
    void announce() {
      context.getBean(SandboxNode.class);
      String port = context.getEnvironment().getProperty(PORT);
      if (port != null) {
        String path = context.getEnvironment().getProperty("citydc.base-path", "/cdx/v1");
        city().key(self());
        city().announce(self(), URI.create("http://127.0.0.1:" + port + path));
      }
    }
  }
}
