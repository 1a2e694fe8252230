package io.github.citydc.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Loads the libraries of a node, H2 and Jetty, while its city makes keys: most of the first start
 * in a JVM is the loading of classes. Only classes that the city does not use, so that neither
 * waits for the other.
 */
final class NodeLibraries {

  private NodeLibraries() {}

  /** Begins to load them, the first time it is called. */
  static void loadAhead() {
    Once.begin();
  }

  /** Initialised once in a JVM. */
  private static final class Once {

    static {
      Stream.<Runnable>of(NodeLibraries::loadDatabase, NodeLibraries::loadServer)
          .forEach(
              loading -> {
                Thread thread = new Thread(loading, "cdx-sandbox-loading");
                thread.setDaemon(true);
                thread.start();
              });
    }

    static void begin() {
      // The initialiser has done it.
    }
  }

  private static void loadDatabase() {
    JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:", "", "");
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE loading (id VARCHAR(36) NOT NULL PRIMARY KEY, content BLOB)");
    } catch (SQLException e) {
      // The start of the node says what is wrong.
    } finally {
      pool.dispose();
    }
  }

  private static void loadServer() {
    Server server = new Server();
    server.addConnector(new ServerConnector(server, new HttpConnectionFactory()));
    server.setHandler(new ServletContextHandler("/"));
  }
}
