package io.github.citydc.cli.front;

import io.github.citydc.signing.tls.TlsContext;
import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A small HTTP server. Close it to stop it when the requests under way are answered. */
final class LocalServer implements AutoCloseable {

  private static final int THREADS = 32;
  private static final int FEWEST_THREADS = 4;
  private static final int THREAD_IDLE_MILLIS = 60_000;
  private static final int HEADER_SIZE = 8 * 1024;
  private static final long IDLE_MILLIS = 30_000;
  private static final long FAREWELL_MILLIS = 10_000;
  private static final long IDLE_AT_FAREWELL_MILLIS = 100;

  private final Server server;
  private final ServerConnector connector;

  private LocalServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /** Starts a server whose servlets are at these paths. */
  static LocalServer start(
      String address, int port, Optional<TlsContext> tls, Map<String, HttpServlet> servlets) {
    Server server = new Server(new QueuedThreadPool(THREADS, FEWEST_THREADS, THREAD_IDLE_MILLIS));
    ServerConnector connector = connector(server, tls);
    connector.setHost(address);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setShutdownIdleTimeout(IDLE_AT_FAREWELL_MILLIS);
    server.addConnector(connector);
    server.setStopTimeout(FAREWELL_MILLIS);
    server.setErrorHandler(
        (request, response, done) -> {
          done.succeeded();
          return true;
        });
    ServletContextHandler context = new ServletContextHandler("/");
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    servlets.forEach(
        (path, servlet) -> {
          ServletHolder holder = new ServletHolder(servlet);
          holder.setAsyncSupported(true);
          context.addServlet(holder, path);
        });
    server.setHandler(new GracefulHandler(context));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "The port " + port + " of " + address + " cannot be listened to: " + e.getMessage(), e);
    }
    return new LocalServer(server, connector);
  }

  private static ServerConnector connector(Server server, Optional<TlsContext> tls) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_SIZE);
    // Fields are part of what is signed: none is to be replaced by one that is like it.
    http.setHeaderCacheCaseSensitive(true);
    http.setUriCompliance(UriCompliance.UNSAFE);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    return tls.map(
            context ->
                new ServerConnector(
                    server, new SslConnectionFactory(factory(context), "http/1.1"), plain))
        .orElseGet(() -> new ServerConnector(server, plain));
  }

  private static SslContextFactory.Server factory(TlsContext tls) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls.sslContext());
    factory.setExcludeProtocols();
    factory.setExcludeCipherSuites();
    factory.setIncludeProtocols(tls.sslParameters().getProtocols());
    factory.setIncludeCipherSuites(tls.sslParameters().getCipherSuites());
    return factory;
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (TimeoutException e) {
      return; // It has stopped all the same.
    } catch (Exception e) {
      throw new IllegalStateException("A server did not stop", e);
    }
  }
}
