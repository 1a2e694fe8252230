package io.github.citydc.exchange;

import dev.failsafe.CircuitBreaker;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.CircuitOpenException;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves nodes alone that fail again and again: after some failures in a row nothing is sent to a
 * node for a while, then one request tries whether it is back. Thread-safe.
 *
 * <p>No answer is a failure, and so is {@code unavailable}; any other answer, signed, shows that
 * the node works: {@code internal} is about one message, and {@code rate-limited} about a pace to
 * keep.
 */
final class Circuits {

  private static final Logger LOG = LoggerFactory.getLogger(Circuits.class);

  private final int failures;
  private final Duration pause;
  private final Duration longestPause;
  private final Map<NodeId, Circuit> byNode = new ConcurrentHashMap<>();
  private final List<CircuitListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * Creates closed circuits.
   *
   * @param failures how many in a row open the circuit of a node, from 1
   * @param pause how long it stays open, unless the node asks for a longer time
   * @param longestPause what a node can ask for at most
   */
  Circuits(int failures, Duration pause, Duration longestPause) {
    this.failures = failures;
    this.pause = BoundedTime.bounded(pause);
    this.longestPause = longestPause;
  }

  /**
   * Adds a listener.
   *
   * @param listener the listener
   */
  void add(CircuitListener listener) {
    listeners.add(listener);
  }

  /**
   * Removes a listener.
   *
   * @param listener the listener
   */
  void remove(CircuitListener listener) {
    listeners.remove(listener);
  }

  /**
   * The nodes to which nothing is sent at present.
   *
   * @return the nodes whose circuit is open, or just being tried
   */
  Set<NodeId> leftAlone() {
    return byNode.entrySet().stream()
        .filter(entry -> entry.getValue().isLeftAlone())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Tells whether requests to a node are allowed now.
   *
   * @param node which
   * @return where to tell how it went, exactly once
   * @throws CircuitOpenException if its circuit is open
   */
  Attempt begin(NodeId node) {
    return byNode.computeIfAbsent(node, Circuit::new).begin();
  }

  /** The reason that the node has given, signed, whether it had verified the request or not. */
  static Optional<ProblemCode> said(ExchangeException failure) {
    if (failure instanceof ProblemException answered) {
      return Optional.of(answered.problem().code());
    }
    return failure instanceof UnverifiedRequestException answered
        ? Optional.of(answered.code())
        : Optional.empty();
  }

  /** One request on its way. */
  static final class Attempt {

    private final Circuit circuit;
    private final AtomicBoolean over = new AtomicBoolean();

    private Attempt(Circuit circuit) {
      this.circuit = circuit;
    }

    /** The node has answered. */
    void succeeded() {
      end(CircuitBreaker::recordSuccess);
    }

    /**
     * The request has failed.
     *
     * @param failure why
     */
    void failed(Throwable failure) {
      if (failure instanceof ExchangeException e && counts(e)) {
        circuit.last = e;
        end(CircuitBreaker::recordFailure);
      } else {
        succeeded();
      }
    }

    /** The caller did not wait for the result: nothing is known, and a probe has not succeeded. */
    void abandoned() {
      end(
          breaker -> {
            if (breaker.isHalfOpen()) {
              breaker.recordFailure();
            }
          });
    }

    /**
     * The request has ended one way or another.
     *
     * @param failure why it has failed, null if it has not
     */
    void ended(@Nullable Throwable failure) {
      if (failure instanceof CancellationException) {
        abandoned();
      } else if (failure != null) {
        failed(failure);
      } else {
        succeeded();
      }
    }

    private void end(Consumer<CircuitBreaker<Object>> recording) {
      if (!over.getAndSet(true)) {
        circuit.underWay.decrementAndGet();
        recording.accept(circuit.breaker);
      }
    }

    private static boolean counts(ExchangeException failure) {
      return failure instanceof TransportException
          || said(failure).filter(ProblemCode.UNAVAILABLE::equals).isPresent();
    }
  }

  private final class Circuit {

    private final NodeId node;
    private final CircuitBreaker<Object> breaker;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile ExchangeException last =
        new TransportException("Nothing was asked yet", new IllegalStateException());
    private volatile long askedUntil = System.nanoTime();

    Circuit(NodeId node) {
      this.node = node;
      this.breaker =
          CircuitBreaker.builder()
              .withFailureThreshold(failures)
              .withSuccessThreshold(1)
              .withDelay(pause)
              .onOpen(event -> opened())
              .onClose(event -> closed())
              .build();
    }

    private void opened() {
      ExchangeException failure = last;
      Duration asked = failure.retryAfter().orElse(pause);
      Duration bounded = asked.compareTo(longestPause) > 0 ? longestPause : asked;
      Duration longer = bounded.compareTo(pause) > 0 ? bounded : pause;
      askedUntil = System.nanoTime() + BoundedTime.nanos(longer);
      LOG.warn(
          "The circuit of {} is open for {} s: {}", node, longer.toSeconds(), Causes.of(failure));
      listeners.forEach(to -> to.opened(node, longer, failure));
    }

    private void closed() {
      LOG.info("The circuit of {} is closed: it responds again", node);
      listeners.forEach(to -> to.closed(node));
    }

    private Attempt begin() {
      if (!remaining().isZero() || !breaker.tryAcquirePermit()) {
        throw new CircuitOpenException(node, remaining(), last);
      }
      underWay.incrementAndGet();
      return new Attempt(this);
    }

    private Duration remaining() {
      Duration asked = Duration.ofNanos(Math.max(0, askedUntil - System.nanoTime()));
      Duration own = breaker.getRemainingDelay();
      return asked.compareTo(own) > 0 ? asked : own;
    }

    private boolean isLeftAlone() {
      return !breaker.isClosed()
          && (!remaining().isZero() || (breaker.isHalfOpen() && underWay.get() > 0));
    }
  }
}
