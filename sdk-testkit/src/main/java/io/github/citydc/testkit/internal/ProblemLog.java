package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A record of the newest problems that a node has answered with. Problems are free of personal
 * data. Thread-safe.
 */
public final class ProblemLog implements Filter {

  private static final int NEWEST = 20;
  private static final int REMEMBERED = 1000;

  private final Clock clock;
  private final Deque<Seen> newest = new ArrayDeque<>();

  /**
   * An empty log.
   *
   * @param clock tells when a problem was answered
   */
  public ProblemLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * A problem that was answered.
   *
   * @param at when
   * @param problem what was said
   */
  public record Seen(Instant at, Problem problem) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, new OverheardResponse((HttpServletResponse) response, this::remember));
  }

  private void remember(int status, byte[] body) {
    problem(status, body).ifPresent(problem -> add(new Seen(clock.instant(), problem)));
  }

  /** Empty if a fault on demand has corrupted it. */
  private static Optional<Problem> problem(int status, byte[] body) {
    try {
      return Optional.of(Problem.fromJson(status, body));
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  private synchronized void add(Seen seen) {
    newest.addFirst(seen);
    if (newest.size() > REMEMBERED) {
      newest.removeLast();
    }
  }

  /** The newest problems, the newest first. */
  synchronized List<Seen> newest() {
    return newest.stream().limit(NEWEST).toList();
  }

  /**
   * The problems that are remembered.
   *
   * @return the last thousand, the newest first
   */
  public synchronized List<Seen> all() {
    return List.copyOf(newest);
  }
}
