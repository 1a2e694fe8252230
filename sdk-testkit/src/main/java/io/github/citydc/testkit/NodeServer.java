package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.testkit.internal.Console;
import io.github.citydc.testkit.internal.FaultFilter;
import io.github.citydc.testkit.internal.HealthServlet;
import io.github.citydc.testkit.internal.ProblemLog;
import io.github.citydc.testkit.metrics.MetricsServlet;
import io.github.citydc.testkit.metrics.PrometheusMeters;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/** The HTTP server of a node, on the loopback address. */
final class NodeServer implements AutoCloseable {

  /** Any path, except bytes that no URI has. */
  private static final UriCompliance ALL_BUT_NO_URI =
      UriCompliance.UNSAFE.without(
          "ALL_BUT_NO_URI",
          UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS,
          UriCompliance.Violation.BAD_UTF8_ENCODING);

  private static final int HEADER_SIZE = 8 * 1024;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /** How long connections on which nothing is said stay open once the server stops. */
  private static final Duration IDLE_AT_FAREWELL = Duration.ofMillis(100);

  private final Server server;
  private final ServerConnector connector;
  private final Console console;
  private final String scheme;

  /** A way to take connections. */
  record Listening(int port, Optional<TlsContext> tls, NodeTls from) {

    String scheme() {
      return tls.isPresent() ? "https" : "http";
    }

    ConnectionFactory[] connections(HttpConfiguration http) {
      return tls.map(context -> from.connections(context, http))
          .orElseGet(() -> List.of(new HttpConnectionFactory(http)))
          .toArray(new ConnectionFactory[0]);
    }
  }

  /** What is told to people and to their monitoring. */
  record Pages(ProblemLog problems, Console console, PrometheusMeters meters) {}

  private NodeServer(Server server, ServerConnector connector, Console console, String scheme) {
    this.server = server;
    this.connector = connector;
    this.console = console;
    this.scheme = scheme;
  }

  /** A server that does not listen yet. */
  record Draft(Server server, ServerConnector connector, Listening listening) {

    /** Starts it on its port, 0 for any. */
    NodeServer start(ExchangeReceiver receiver, Pages pages, FaultFilter faults) {
      server.setHandler(new GracefulHandler(servlets(receiver, pages, faults)));
      try {
        server.start();
      } catch (Exception e) {
        throw new IllegalStateException(
            "The sandbox node did not start on port " + listening.port(), e);
      }
      return new NodeServer(server, connector, pages.console(), listening.scheme());
    }
  }

  static Draft draft(Listening listening) {
    Server server = new Server();
    ServerConnector connector = connector(server, listening);
    server.addConnector(connector);
    server.setErrorHandler(NodeServer::bare);
    server.setStopTimeout(FAREWELL.toMillis());
    return new Draft(server, connector, listening);
  }

  /** What never reaches the receiver is refused by a status alone, without a page. */
  private static boolean bare(Request request, Response response, Callback done) {
    done.succeeded();
    return true;
  }

  private static ServerConnector connector(Server server, Listening listening) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_SIZE);
    // Fields are part of what is signed: none is to be replaced by one that is like it.
    http.setHeaderCacheCaseSensitive(true);
    // What is no path of the standard is refused by the receiver, with a signature.
    http.setUriCompliance(ALL_BUT_NO_URI);
    ServerConnector connector = new ServerConnector(server, listening.connections(http));
    connector.setHost("127.0.0.1");
    connector.setPort(listening.port());
    connector.setAcceptedTcpNoDelay(true);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_AT_FAREWELL.toMillis());
    return connector;
  }

  private static ServletContextHandler servlets(
      ExchangeReceiver receiver, Pages pages, FaultFilter faults) {
    ServletContextHandler context = new ServletContextHandler("/");
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    pages.console().addTo(context, ExchangeReceiver.DEFAULT_BASE_PATH);
    for (Filter filter : List.of(pages.problems(), faults)) {
      FilterHolder holder = new FilterHolder(filter);
      holder.setAsyncSupported(true);
      context.addFilter(
          holder, ExchangeReceiver.DEFAULT_BASE_PATH + "/*", EnumSet.of(DispatcherType.REQUEST));
    }
    context.addServlet(new ServletHolder(new HealthServlet(receiver)), "/health");
    context.addServlet(new ServletHolder(new MetricsServlet(pages.meters())), "/metrics");
    ServletHolder exchange = new ServletHolder(new ExchangeServlet(receiver));
    exchange.setAsyncSupported(true);
    context.addServlet(exchange, ExchangeReceiver.DEFAULT_BASE_PATH + "/*");
    return context;
  }

  URI baseUrl() {
    return URI.create(
        scheme + "://127.0.0.1:" + connector.getLocalPort() + ExchangeReceiver.DEFAULT_BASE_PATH);
  }

  /** Takes no more requests, waits ten seconds for those under way, and cuts off the others. */
  @Override
  public void close() {
    console.close();
    try {
      server.stop();
    } catch (TimeoutException e) {
      // It has stopped all the same.
    } catch (Exception e) {
      throw new IllegalStateException("The server of the sandbox node did not stop", e);
    }
  }
}
