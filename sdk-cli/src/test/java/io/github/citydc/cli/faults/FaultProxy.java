package io.github.citydc.cli.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and nodes on the loopback address, which take turns. Each connection
 * through it has one fault, all faults take turns, and a seed decides on the rest. Thread-safe.
 */
final class FaultProxy implements Way {

  private static final int LONGEST_DELAY_MILLIS = 40;
  private static final int REACH_OF_RESPONSES = 4_000;

  private static final int LEAST_REACH = 200;
  private static final int MOST_MISSES = 16;

  private final ProxyPort port = new ProxyPort();
  private final AtomicInteger turn = new AtomicInteger();
  private final Random random;
  private final Turns<WireFault> faults;
  private final List<Integer> targets;
  private final int reach;
  private final Map<WireFault, Integer> misses = new ConcurrentHashMap<>();

  /**
   * Starts to listen on any port that is free.
   *
   * @param targets the ports of the nodes; one that does not answer is passed over
   * @param seed decides on the faults
   * @param reach how many bytes of requests a wire carries at most before its fault
   */
  FaultProxy(List<Integer> targets, long seed, int reach) throws IOException {
    this.targets = List.copyOf(targets);
    this.random = new Random(seed);
    this.faults = new Turns<>(WireFault.class, random, round -> {});
    this.reach = reach;
    port.admit(this::connect);
  }

  @Override
  public int port() {
    return port.number();
  }

  @Override
  public Map<String, Long> happened() {
    return faults.happened();
  }

  private void connect(Socket client) throws IOException {
    Wire wire = new Wire(client, next(), plan(), this::happens);
    port.keep(wire);
    port.execute(wire::carryRequests);
    port.execute(
        () -> {
          wire.carryResponses();
          port.done(wire);
          if (!wire.isStruck()) {
            missed(wire.plan().fault());
          }
        });
  }

  private Wire.Plan plan() {
    WireFault fault = faults.take();
    int farthest = fault.isInResponses() ? REACH_OF_RESPONSES : reach;
    int after = random.nextInt(Math.max(LEAST_REACH, farthest >> misses.getOrDefault(fault, 0)));
    int delay = fault == WireFault.DELAY ? random.nextInt(LONGEST_DELAY_MILLIS) : 0;
    return new Wire.Plan(fault, after, delay);
  }

  /** One whose wire ended before it: it comes sooner each time, until it has come about. */
  private void missed(WireFault fault) {
    misses.merge(fault, 1, (before, one) -> Math.min(MOST_MISSES, before + one));
    faults.putFirst(fault);
  }

  private Socket next() throws IOException {
    int first = turn.getAndIncrement();
    for (int i = 1; ; i++) {
      try {
        int target = targets.get((first + i) % targets.size());
        return new Socket(InetAddress.getLoopbackAddress(), target);
      } catch (IOException e) {
        if (i == targets.size()) {
          throw e;
        }
      }
    }
  }

  private void happens(Wire wire) {
    faults.happened(wire.plan().fault());
    misses.remove(wire.plan().fault());
    if (wire.plan().fault() == WireFault.REPLAY) {
      byte[] recorded = wire.recorded();
      port.execute(() -> replay(recorded));
    }
  }

  private void replay(byte[] recorded) {
    try (Socket node = next()) {
      node.getOutputStream().write(recorded);
      node.shutdownOutput();
      node.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The node is down just now, or hangs up on it.
    }
  }

  @Override
  public void close() {
    port.close();
  }
}
