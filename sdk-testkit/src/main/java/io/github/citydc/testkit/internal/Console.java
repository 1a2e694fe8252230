package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.naming.node.NodeId;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** The console of a node: a page for people, and its data. Close it before the server. */
public final class Console implements AutoCloseable {

  /** Jakarta Servlet 12.2: the empty pattern is the root of the context and nothing below. */
  private static final String ROOT_ONLY = "";

  private final Traffic traffic;
  private final ConsoleEvents events;
  private final ConsoleServlet page;
  private final ConsoleApi api;

  /**
   * What the console shows in addition to the traffic.
   *
   * @param facts who the node is
   * @param inbox what it accepted
   * @param batches the batches it accepted
   * @param duties what is due when under Decree 809
   * @param receiver tells of its health
   * @param faults are switched here
   * @param nodes enrols a node, and returns the files of its folder by name
   */
  public record Sources(
      NodeFacts facts,
      InboxView inbox,
      BatchStore batches,
      DutyView duties,
      ExchangeReceiver receiver,
      FaultPanel faults,
      Function<NodeId, Map<String, String>> nodes) {}

  /**
   * Creates the console of a node.
   *
   * @param sources what it shows
   * @param clock tells the time of the node
   */
  public Console(Sources sources, Clock clock) {
    this.traffic = new Traffic(clock);
    this.events = new ConsoleEvents(sources.facts(), traffic);
    this.page = new ConsoleServlet(sources.facts(), sources.inbox(), traffic, clock);
    ConsoleData data =
        new ConsoleData(
            sources.facts(),
            traffic,
            sources.batches(),
            sources.duties(),
            sources.receiver(),
            sources.faults(),
            clock);
    this.api = new ConsoleApi(data, sources.faults(), sources.nodes());
  }

  /**
   * Adds the page, and watches the requests of the exchange.
   *
   * @param context of the server
   * @param exchange the path below which the exchange answers
   */
  public void addTo(ServletContextHandler context, String exchange) {
    FilterHolder watching = new FilterHolder(traffic);
    watching.setAsyncSupported(true);
    context.addFilter(watching, exchange + "/*", EnumSet.of(DispatcherType.REQUEST));
    FilterHolder guard = new FilterHolder(new ConsoleGuard());
    guard.setAsyncSupported(true);
    context.addFilter(guard, ROOT_ONLY, EnumSet.of(DispatcherType.REQUEST));
    context.addFilter(guard, "/console/*", EnumSet.of(DispatcherType.REQUEST));
    ServletHolder pages = new ServletHolder(page);
    context.addServlet(pages, ROOT_ONLY);
    context.addServlet(pages, "/console/console.js");
    context.addServlet(pages, "/console/console.css");
    ServletHolder live = new ServletHolder(events);
    live.setAsyncSupported(true);
    context.addServlet(live, "/console/events");
    context.addServlet(new ServletHolder(api), "/console/api/*");
  }

  @Override
  public void close() {
    events.close();
  }
}
