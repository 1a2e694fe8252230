package io.github.citydc.testkit.internal;

import io.github.citydc.internal.StrictJson;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Server-sent events: a line for each request that the node has answered. */
final class ConsoleEvents extends HttpServlet implements AutoCloseable {

  private static final long serialVersionUID = 1L;

  private static final int MOST = 16;
  private static final long PULSE_SECONDS = 10;

  private final transient SightingJson json;
  private final transient List<AsyncContext> pages = new CopyOnWriteArrayList<>();
  private final transient ScheduledThreadPoolExecutor writer;
  private transient volatile @Nullable ScheduledFuture<?> nextPulse;

  /**
   * Creates the events of a node.
   *
   * @param facts who it is
   * @param traffic what it answers
   */
  public ConsoleEvents(NodeFacts facts, Traffic traffic) {
    this.json = new SightingJson(facts.directory(), facts.node());
    this.writer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "cdx-console");
              thread.setDaemon(true);
              return thread;
            });
    traffic.onSighting(this::tell);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    pages.stream().limit(Math.max(0, pages.size() - MOST + 1)).toList().forEach(this::leave);
    response.setContentType("text/event-stream;charset=utf-8");
    AsyncContext page = request.startAsync();
    page.setTimeout(0);
    pages.add(page);
    send(page, ": open\n\n");
    pulse();
  }

  /** So that a page which is gone is noticed, and an open connection is not idle. */
  private void pulse() {
    if (writer.getQueue().isEmpty()) {
      try {
        nextPulse =
            writer.schedule(
                () -> {
                  broadcast(": pulse\n\n");
                  if (!pages.isEmpty()) {
                    pulse();
                  }
                },
                PULSE_SECONDS,
                TimeUnit.SECONDS);
      } catch (RejectedExecutionException e) {
        // The node stops.
      }
    }
  }

  private void tell(Sighting sighting) {
    if (!pages.isEmpty()) {
      try {
        writer.execute(
            () ->
                broadcast(
                    "data: "
                        + new String(
                            StrictJson.write(json.summary(sighting)), StandardCharsets.UTF_8)
                        + "\n\n"));
      } catch (RejectedExecutionException e) {
        // The node stops.
      }
    }
  }

  private void broadcast(String event) {
    pages.forEach(page -> send(page, event));
  }

  private void send(AsyncContext page, String event) {
    try {
      page.getResponse().getOutputStream().write(event.getBytes(StandardCharsets.UTF_8));
      page.getResponse().flushBuffer();
    } catch (IOException | IllegalStateException e) {
      leave(page);
    }
  }

  private void leave(AsyncContext page) {
    if (pages.remove(page)) {
      try {
        page.complete();
      } catch (IllegalStateException e) {
        // It is complete.
      }
    }
  }

  /** Ends the open responses, which a server that stops would wait for. */
  @Override
  public void close() {
    ScheduledFuture<?> pulse = nextPulse;
    if (pulse != null) {
      pulse.cancel(true);
    }
    writer.shutdownNow();
    pages.forEach(this::leave);
  }
}
