package io.github.citydc.testkit;

import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.naming.node.NodeId;
import java.net.URI;
import javax.sql.DataSource;

/**
 * A receiving node for tests and demonstrations: Jetty on the loopback address, an {@link
 * io.github.citydc.exchange.ExchangeReceiver} with the real signature profile, and an H2 database
 * on disk or another, which remembers the nonces of signatures, too. Close it to stop the server
 * and the database. At {@code /} it shows a console page for people: what it has accepted and
 * refused, without the content.
 *
 * <pre>{@code
 * SandboxCity city = SandboxCity.found("Test Root");
 * try (SandboxNode hub = SandboxNode.builder(city, hubId)
 *     .storingIn(Path.of("target/hub"))
 *     .on(Person.class, (person, context) -> save(context.connection(), person))
 *     .start()) {
 *   client.send(hubId, person);
 * }
 * }</pre>
 */
public final class SandboxNode implements AutoCloseable {

  private final NodeId node;
  private final NodeServer server;
  private final BackgroundWork batches;
  private final SandboxDatabase database;

  SandboxNode(NodeId node, NodeServer server, BackgroundWork batches, SandboxDatabase database) {
    this.node = node;
    this.server = server;
    this.batches = batches;
    this.database = database;
  }

  /**
   * Returns a new builder.
   *
   * @param city whom it trusts and knows, and where it enrols itself
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
    try (database;
        batches) {
      server.close();
    }
  }
}
