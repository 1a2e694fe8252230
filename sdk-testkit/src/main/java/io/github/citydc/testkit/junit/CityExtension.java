package io.github.citydc.testkit.junit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.SandboxNodeBuilder;
import io.github.citydc.testkit.fault.Faults;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A sandbox city for a test class with JUnit 5: a hub that records everything, and a client of
 * another node. Each test gets a new hub, in memory; the city is that of the class.
 *
 * <pre>{@code
 * @ExtendWith(CityExtension.class)
 * class DeliveryTest {
 *   @Test
 *   void a_lost_answer_is_made_good(SandboxNode hub, ExchangeClient client) {
 *     hub.faults().add(Fault.loseResponse().times(1));
 *     client.send(hub.node(), person);
 *     assertThat(hub.received(Person.class)).containsExactly(person);
 *   }
 * }
 * }</pre>
 *
 * <p>Parameters of tests, of methods before and after them and of constructors may be {@link
 * SandboxNode}, {@link ExchangeClient}, {@link SandboxCity}, {@link SigningKey} (of the client's
 * node) and {@link Faults}. Parameters of a method before all tests, or of a constructor, are
 * shared by all tests. Everything is closed automatically.
 *
 * <p>For another hub or client, register it as a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final CityExtension CITY =
 *     CityExtension.create().hub(hub -> hub.recording(Permit.class)).client(client -> client.maxAttempts(1));
 * }</pre>
 */
public final class CityExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

  /** The hub, unless another is asked for. */
  public static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");

  /** The node of the client, unless another is asked for. */
  public static final NodeId CLIENT = NodeId.parse("440106:11440106007482911C:grid");

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(CityExtension.class);

  private final UnaryOperator<SandboxNodeBuilder> hub;
  private final UnaryOperator<ExchangeClientBuilder> client;

  private final Map<Class<?>, Function<ExtensionContext, Object>> parameters =
      Map.of(
          SandboxCity.class, CityExtension::city,
          SandboxNode.class, this::node,
          ExchangeClient.class, this::client,
          SigningKey.class, context -> city(context).key(CLIENT),
          Faults.class, context -> node(context).faults());

  /** A hub that records everything, and a client as it is by default. */
  public CityExtension() {
    this(UnaryOperator.identity(), UnaryOperator.identity());
  }

  private CityExtension(
      UnaryOperator<SandboxNodeBuilder> hub, UnaryOperator<ExchangeClientBuilder> client) {
    this.hub = hub;
    this.client = client;
  }

  /**
   * The extension, to be changed and registered as a field.
   *
   * @return as {@code @ExtendWith} has it
   */
  public static CityExtension create() {
    return new CityExtension();
  }

  /**
   * The same with another hub.
   *
   * @param change is made to a hub that records everything, in memory
   * @return an extension
   */
  public CityExtension hub(UnaryOperator<SandboxNodeBuilder> change) {
    return new CityExtension(change, client);
  }

  /**
   * The same with another client.
   *
   * @param change is made to each client
   * @return an extension
   */
  public CityExtension client(UnaryOperator<ExchangeClientBuilder> change) {
    return new CityExtension(hub, change);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameters.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Function<ExtensionContext, Object> source = parameters.get(parameter.getParameter().getType());
    if (source == null) {
      throw new ParameterResolutionException("No such thing in a sandbox city");
    }
    return source.apply(context);
  }

  /** That of the outermost class, for all of its tests. */
  private static SandboxCity city(ExtensionContext context) {
    ExtensionContext outermost = context;
    while (outermost.getParent().filter(CityExtension::isOfAClass).isPresent()) {
      outermost = outermost.getParent().get();
    }
    return outermost
        .getStore(OURS)
        .getOrComputeIfAbsent(
            SandboxCity.class, any -> SandboxCity.found("Sandbox Root"), SandboxCity.class);
  }

  private static boolean isOfAClass(ExtensionContext context) {
    return context.getTestClass().isPresent();
  }

  private SandboxNode node(ExtensionContext context) {
    SandboxCity city = city(context);
    return context
        .getStore(OURS)
        .getOrComputeIfAbsent(
            SandboxNode.class,
            any ->
                hub.apply(SandboxNode.builder(city, HUB).inMemory().recordingEverything()).start(),
            SandboxNode.class);
  }

  private ExchangeClient client(ExtensionContext context) {
    node(context);
    SandboxCity city = city(context);
    return context
        .getStore(OURS)
        .getOrComputeIfAbsent(
            ExchangeClient.class,
            any -> client.apply(city.client(CLIENT)).build(),
            ExchangeClient.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close(context);
  }

  /** Closes what was made in a context, and not what was made further out. */
  private static void close(ExtensionContext context) {
    ExtensionContext.Store ours = context.getStore(OURS);
    ExchangeClient client = ours.remove(ExchangeClient.class, ExchangeClient.class);
    SandboxNode node = ours.remove(SandboxNode.class, SandboxNode.class);
    if (client != null) {
      client.close();
    }
    if (node != null) {
      node.close();
    }
  }
}
