package io.github.citydc.examples;

import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.DirectoryTrust;
import io.github.citydc.signing.trust.TrustStore;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A district that receives records, in plain Jetty and without a framework.
 *
 * <p>Arguments: the key folder of the node, the directory file, the port.
 */
public final class DistrictReceiver implements AutoCloseable {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  private DistrictReceiver(NodeFolder keys, Path nodes, DataSource database, int port)
      throws Exception {
    NodeDirectory directory = NodeDirectory.fromFile(nodes, DirectoryTrust.decoder());
    connector.setHost("127.0.0.1"); // a gateway with TLS stands before it
    connector.setPort(port);
    server.addConnector(connector);
    SigningKey key = keys.signingKey(Passphrase.none());
    TrustStore trust = keys.trust();
    ServletContextHandler context = new ServletContextHandler("/");
    context.addEventListener(
        new ServletContextListener() {
          @Override
          public void contextInitialized(ServletContextEvent event) {
            ReceiveRecords.start(event.getServletContext(), key, trust, directory, database);
          }
        });
    server.setHandler(context);
    server.start();
  }

  public static DistrictReceiver start(NodeFolder keys, Path nodes, DataSource database, int port)
      throws Exception {
    return new DistrictReceiver(keys, nodes, database, port);
  }

  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/cdx/v1");
  }

  public static void main(String[] args) throws Exception {
    JdbcConnectionPool database = JdbcConnectionPool.create("jdbc:h2:./district", "", "");
    JdbcSchema.create(database);
    NodeFolder keys = NodeFolder.at(Path.of(args[0]));
    start(keys, Path.of(args[1]), database, Integer.parseInt(args[2])).server.join();
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("The server did not stop", e);
    }
  }
}
