package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.cms.CmsForm;
import io.github.citydc.signing.cms.CmsSigner;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A node that receives, for tests and demonstrations: Jetty on the loopback address, an {@link
 * ExchangeReceiver} with the real signature profile, and an H2 database on disk. Close it to stop
 * the server and the database.
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
  private final Server server;
  private final URI baseUrl;
  private final JdbcConnectionPool database;

  private SandboxNode(NodeId node, Server server, URI baseUrl, JdbcConnectionPool database) {
    this.node = node;
    this.server = server;
    this.baseUrl = baseUrl;
    this.database = database;
  }

  /**
   * Begins a node.
   *
   * @param city whom it trusts and knows, and where it enrols itself
   * @param node its id
   * @return a builder
   */
  public static Builder builder(SandboxCity city, NodeId node) {
    return new Builder(city, node);
  }

  /**
   * Who it is.
   *
   * @return its id
   */
  public NodeId node() {
    return node;
  }

  /**
   * Where it answers.
   *
   * @return an address on the loopback interface, up to and with the version
   */
  public URI baseUrl() {
    return baseUrl;
  }

  /**
   * Its database: the inbox, and whatever the handlers store.
   *
   * @return connections to it, until the node is closed
   */
  public DataSource database() {
    return database;
  }

  /** Stops the server, then the database. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The server of the sandbox node did not stop", e);
    } finally {
      database.dispose();
    }
  }

  /** Collects what a node needs. Not thread-safe. */
  public static final class Builder {

    private static final int CONNECTIONS = 16;

    private final SandboxCity city;
    private final NodeId node;
    private final List<Consumer<ExchangeReceiverBuilder>> handlers = new ArrayList<>();
    private Path dataDirectory = Path.of("target", "sandbox-node");
    private int port;

    private Builder(SandboxCity city, NodeId node) {
      this.city = city;
      this.node = node;
    }

    /**
     * Where its database lies. By default {@code target/sandbox-node}.
     *
     * @param folder created if it is not there
     * @return this builder
     */
    public Builder storingIn(Path folder) {
      this.dataDirectory = folder;
      return this;
    }

    /**
     * Which port it listens on. By default any that is free.
     *
     * @param number 1 to 65535, or 0 for any
     * @return this builder
     */
    public Builder port(int number) {
      this.port = number;
      return this;
    }

    /**
     * Takes payloads of a type in.
     *
     * @param payload the record
     * @param handler what to do with it
     * @param <P> the record's class
     * @return this builder
     */
    public <P extends Payload> Builder on(Class<P> payload, MessageHandler<P> handler) {
      handlers.add(receiver -> receiver.on(payload, handler));
      return this;
    }

    /**
     * Enrols the node, starts it, and enters its address into the directory of the city.
     *
     * @return the running node
     * @throws IllegalStateException if the port is taken, or the server does not start for another
     *     reason
     */
    public SandboxNode start() {
      JdbcConnectionPool database =
          JdbcConnectionPool.create(
              "jdbc:h2:file:" + dataDirectory.toAbsolutePath().resolve("hub"), "sa", "");
      database.setMaxConnections(CONNECTIONS);
      try {
        Server server = new Server();
        ServerConnector connector = connector(server);
        server.setHandler(servlet(receiver(database)));
        server.start();
        URI baseUrl =
            URI.create(
                "http://127.0.0.1:"
                    + connector.getLocalPort()
                    + ExchangeReceiver.DEFAULT_BASE_PATH);
        city.announce(node, baseUrl);
        return new SandboxNode(node, server, baseUrl, database);
      } catch (Exception e) {
        database.dispose();
        throw new IllegalStateException("The sandbox node did not start on port " + port, e);
      }
    }

    private ExchangeReceiver receiver(DataSource database) {
      SigningKey key = city.enrol(node);
      CmsSigner seal = new CmsSigner(key, CmsForm.GM, Clock.systemUTC());
      ExchangeReceiverBuilder receiver =
          ExchangeReceiver.builder()
              .self(node)
              .signer(HttpSignatures.signer(key))
              .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
              .inbox(JdbcInbox.on(database))
              .publishing(() -> sealed(seal));
      handlers.forEach(handler -> handler.accept(receiver));
      return receiver.build();
    }

    private HttpBody sealed(CmsSigner seal) {
      return HttpBody.of(seal.sign(city.document(node, Instant.now()).toJson()));
    }

    private ServerConnector connector(Server server) {
      HttpConfiguration http = new HttpConfiguration();
      http.setSendServerVersion(false);
      ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
      connector.setHost("127.0.0.1");
      connector.setPort(port);
      server.addConnector(connector);
      return connector;
    }

    private static ServletContextHandler servlet(ExchangeReceiver receiver) {
      ServletContextHandler context = new ServletContextHandler("/");
      context.addServlet(
          new ServletHolder(new ExchangeServlet(receiver)),
          ExchangeReceiver.DEFAULT_BASE_PATH + "/*");
      return context;
    }
  }
}
