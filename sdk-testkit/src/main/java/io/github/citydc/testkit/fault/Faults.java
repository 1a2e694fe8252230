package io.github.citydc.testkit.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.internal.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faults of one sandbox node that are switched on, in this order: of those that fit a request,
 * the first one happens. Thread-safe.
 *
 * <pre>{@code
 * node.faults().add(Fault.loseResponse().times(1));
 * client.send(node.node(), person);                    // is sent again, and accepted once
 * }</pre>
 */
public final class Faults {

  private static final String SENDER = "cdx-sender";

  private final List<ActiveFault> active = new ArrayList<>();
  private long last;
  private long switchedOff;
  private boolean closed;

  /** Without any fault. */
  public Faults() {}

  /**
   * Switches a fault on.
   *
   * @param fault what goes wrong, and for which requests
   * @return the fault, to switch it off and to see how often it happened
   */
  public synchronized ActiveFault add(Fault fault) {
    ActiveFault added = new ActiveFault(++last, fault, this);
    active.add(added);
    return added;
  }

  /**
   * The faults that are switched on.
   *
   * @return a copy, in their order
   */
  public synchronized List<ActiveFault> active() {
    return List.copyOf(active);
  }

  /** Switches all faults off. Requests that are being delayed go on. */
  public synchronized void clear() {
    active.clear();
    switchedOff++;
    notifyAll();
  }

  /** Switches all faults off permanently, because the node stops. */
  public synchronized void close() {
    closed = true;
    clear();
  }

  synchronized void remove(ActiveFault fault) {
    active.remove(fault);
    switchedOff++;
    notifyAll();
  }

  /**
   * The fault that happens to a request, which is counted by this.
   *
   * @param request with its body
   * @return the fault, empty if the request is handled as it should be
   */
  public synchronized Optional<Fault> claim(HttpRequest request) {
    Optional<ActiveFault> claimed =
        active.stream().filter(each -> fits(each.fault(), request) && each.hit()).findFirst();
    claimed.filter(ActiveFault::isOver).ifPresent(active::remove);
    return claimed.map(ActiveFault::fault);
  }

  private static boolean fits(Fault fault, HttpRequest request) {
    boolean fromSender =
        fault.sender().isEmpty()
            || request.headers().value(SENDER).equals(fault.sender().map(Object::toString));
    return fromSender
        && (fault.type().isEmpty() || isOf(fault.type().get().toString(), request.body()));
  }

  /** A message, the manifest of a batch, or a bundle with such a message in one of its lines. */
  private static boolean isOf(String type, Content body) {
    return typeOf(body.toByteArray()).equals(type)
        || body.toText()
            .lines()
            .anyMatch(line -> typeOf(line.getBytes(StandardCharsets.UTF_8)).equals(type));
  }

  private static String typeOf(byte[] json) {
    try {
      JsonNode body = StrictJson.read(json);
      return body.path("type").asText();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /**
   * How often faults have been switched off.
   *
   * @return the number, for {@link #pause}
   */
  public synchronized long switchedOff() {
    return switchedOff;
  }

  /**
   * Waits until faults are switched off, no longer than told.
   *
   * @param duration how long
   * @param since {@link #switchedOff} when the request came: what is switched off before the wait
   *     begins ends it as well
   */
  public synchronized void pause(Duration duration, long since) {
    long end = System.nanoTime() + duration.toNanos();
    try {
      for (long left = end - System.nanoTime();
          left > 0 && !closed && switchedOff == since;
          left = end - System.nanoTime()) {
        wait(Math.max(1, left / 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
