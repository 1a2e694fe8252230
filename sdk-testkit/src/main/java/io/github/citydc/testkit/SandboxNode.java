package io.github.citydc.testkit;

import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.fault.Faults;
import io.github.citydc.testkit.metrics.PrometheusMeters;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A receiving node for tests and demonstrations: Jetty on the loopback address, an {@link
 * io.github.citydc.exchange.ExchangeReceiver} with the real signature profile, and an H2 database,
 * in memory, on disk or another, which remembers the nonces of signatures, too. Close it to stop
 * the server and the database. At {@code /} it shows a console page for people: requests as they
 * are answered, batches, and faults to switch; values of payloads after a click only.
 *
 * <pre>{@code
 * SandboxCity city = SandboxCity.found("Test Root");
 * try (SandboxNode hub = SandboxNode.builder(city, hubId).recordingEverything().start();
 *     ExchangeClient client = city.client(vendorId).build()) {
 *   hub.faults().add(Fault.loseResponse().times(1));
 *   client.send(hubId, person);
 *   assertThat(hub.received(Person.class)).containsExactly(person);
 * }
 * }</pre>
 *
 * <p>Nodes of one city know each other. Thread-safe.
 */
public final class SandboxNode implements AutoCloseable {

  private final SandboxCity city;
  private final NodeId node;
  private final NodeServer server;
  private final BackgroundWork batches;
  private final SandboxDatabase database;
  private final SandboxView view;
  private final Faults faults;
  private final PrometheusMeters meters;

  SandboxNode(
      SandboxCity city,
      NodeId node,
      NodeServer server,
      BackgroundWork batches,
      SandboxDatabase database,
      SandboxView view,
      Faults faults,
      PrometheusMeters meters) {
    this.city = city;
    this.node = node;
    this.server = server;
    this.batches = batches;
    this.database = database;
    this.view = view;
    this.faults = faults;
    this.meters = meters;
  }

  /**
   * Returns a new builder.
   *
   * @param city whose root it trusts, whose directory it uses, and in which it enrols
   * @param node its id
   * @return a builder
   */
  public static SandboxNodeBuilder builder(SandboxCity city, NodeId node) {
    return new SandboxNodeBuilder(city, node);
  }

  /**
   * The id of the node.
   *
   * @return its id
   */
  public NodeId node() {
    return node;
  }

  /**
   * The city of the node.
   *
   * @return the city whose directory it uses and whose CA certified its key
   */
  public SandboxCity city() {
    return city;
  }

  /**
   * The messages it has accepted.
   *
   * @return each once, in the order they were accepted
   */
  public List<AcceptedMessage> messages() {
    return view.messages();
  }

  /**
   * Waits until it has accepted messages.
   *
   * @param atLeast how many, since it was started
   * @param patience how long to wait
   * @return all it has accepted
   * @throws AssertionError if there are fewer; the message says what was refused
   */
  public List<AcceptedMessage> awaitMessages(int atLeast, Duration patience) {
    return view.await(atLeast, patience);
  }

  /**
   * The payloads of a type that it has accepted: those of messages, and if it records everything
   * those of batches, too.
   *
   * @param type the record
   * @param <P> the record's class
   * @return the payloads in the order they were accepted; one that had been handled twice would be
   *     there twice if the node records
   */
  public <P extends Payload> List<P> received(Class<P> type) {
    return view.received(type);
  }

  /**
   * The requests it has refused.
   *
   * @return the last thousand, the oldest first
   */
  public List<Refusal> refusals() {
    return view.refusals();
  }

  /**
   * What it has answered to the last request it refused.
   *
   * @return the problem, empty if it has refused nothing
   */
  public Optional<Problem> lastProblem() {
    List<Refusal> all = refusals();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1).problem());
  }

  /**
   * What goes wrong on demand.
   *
   * @return the faults of this node, to be switched on and off
   */
  public Faults faults() {
    return faults;
  }

  /**
   * What it has counted, as {@code /metrics} of its port shows it. A client or a dispatcher of the
   * same node is counted there, too, if it has these as its listener.
   *
   * @return its meters
   */
  public PrometheusMeters meters() {
    return meters;
  }

  /**
   * The base URL of the node.
   *
   * @return an address on the loopback interface, up to and with the version
   */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /**
   * Its database: the inbox, and whatever the handlers store.
   *
   * @return connections to it, until the node is closed
   */
  public DataSource database() {
    return database.dataSource();
  }

  /**
   * Stops the server when the requests under way are answered, the work on batches, then the
   * database.
   */
  @Override
  public void close() {
    faults.close();
    try (database;
        batches) {
      server.close();
    }
  }
}
