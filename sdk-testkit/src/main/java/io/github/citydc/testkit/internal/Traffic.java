package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The newest requests that a node has answered, in memory, for the console of a sandbox. Bodies are
 * kept up to 32 KiB. Thread-safe.
 */
final class Traffic implements Filter {

  private static final int NEWEST = 300;

  private final Clock clock;
  private final AtomicLong numbers = new AtomicLong();
  private final Deque<Sighting> newest = new ArrayDeque<>();
  private final List<Consumer<Sighting>> listeners = new CopyOnWriteArrayList<>();
  private final Rates rates = new Rates();

  /**
   * Creates traffic without requests.
   *
   * @param clock tells when a request began
   */
  public Traffic(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Watch watch = new Watch((HttpServletRequest) request, (HttpServletResponse) response);
    chain.doFilter(watch.request, watch.response);
    if (!request.isAsyncStarted()) {
      watch.end();
    }
  }

  private void add(Sighting sighting) {
    synchronized (newest) {
      newest.addFirst(sighting);
      if (newest.size() > NEWEST) {
        newest.removeLast();
      }
      rates.count(sighting);
    }
    listeners.forEach(listener -> listener.accept(sighting));
  }

  /** The newest requests, the newest first. */
  List<Sighting> newest() {
    synchronized (newest) {
      return List.copyOf(newest);
    }
  }

  Optional<Sighting> find(long number) {
    return newest().stream().filter(sighting -> sighting.number() == number).findFirst();
  }

  /** Requests of the last minutes. */
  Rates.Slots rates(Instant now) {
    synchronized (newest) {
      return rates.until(now);
    }
  }

  void onSighting(Consumer<Sighting> listener) {
    listeners.add(listener);
  }

  /** One request on its way. */
  private final class Watch {

    private final CopiedRequest request;
    private final CopiedResponse response;
    private final Instant began = clock.instant();
    private final long nanos = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();

    Watch(HttpServletRequest request, HttpServletResponse response) {
      this.request = new CopiedRequest(request, this::end);
      this.response = new CopiedResponse(response, this::end);
    }

    void end() {
      if (over.compareAndSet(false, true)) {
        sighting().ifPresent(Traffic.this::add);
      }
    }

    /** Empty if the container let something pass that is no URI or no field of HTTP. */
    private Optional<Sighting> sighting() {
      try {
        return Optional.of(
            new Sighting(
                numbers.incrementAndGet(),
                began,
                Duration.ofNanos(System.nanoTime() - nanos),
                asked(),
                request.body().size(),
                answered()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private HttpRequest asked() {
      String query = request.getQueryString();
      URI uri = URI.create(request.getRequestURL() + (query == null ? "" : "?" + query));
      HttpHeaders headers =
          HttpHeaders.collect(
              to ->
                  Collections.list(request.getHeaderNames())
                      .forEach(
                          name ->
                              Collections.list(request.getHeaders(name))
                                  .forEach(value -> to.accept(name, value))));
      return new HttpRequest(
          request.getMethod(), uri, headers, Content.of(request.body().toByteArray()));
    }

    private HttpResponse answered() {
      HttpHeaders headers =
          HttpHeaders.collect(
              to ->
                  response
                      .getHeaderNames()
                      .forEach(
                          name ->
                              response.getHeaders(name).forEach(value -> to.accept(name, value))));
      return new HttpResponse(
          response.getStatus(), headers, Content.of(response.body().toByteArray()));
    }
  }
}
