package io.github.citydc.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands between a client and nodes on the loopback address, which take turns. Each connection
 * through it has one fault, all faults take turns, and a seed decides on the rest. Thread-safe.
 */
final class FaultProxy implements Way {

  private static final int LONGEST_DELAY_MILLIS = 40;
  private static final int REACH_OF_RESPONSES = 4_000;

  private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool(FaultProxy::daemon);
  private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
  private final Map<WireFault, LongAdder> happened = new EnumMap<>(WireFault.class);
  private final AtomicInteger turn = new AtomicInteger();
  private final List<Integer> targets;
  private final long seed;
  private final int reach;

  /**
   * Starts to listen on any port that is free.
   *
   * @param targets the ports of the nodes; one that does not answer is passed over
   * @param seed decides on the faults
   * @param reach how many bytes of requests a wire carries at most before its fault
   */
  FaultProxy(List<Integer> targets, long seed, int reach) throws IOException {
    this.targets = List.copyOf(targets);
    this.seed = seed;
    this.reach = reach;
    for (WireFault fault : WireFault.values()) {
      happened.put(fault, new LongAdder());
    }
    threads.execute(this::accept);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "wire");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public Map<String, Long> happened() {
    Map<String, Long> counts = new TreeMap<>();
    happened.forEach((fault, count) -> counts.put(fault.name(), count.sum()));
    return counts;
  }

  private void accept() {
    Random random = new Random(seed);
    Deque<WireFault> next = new ArrayDeque<>();
    while (!server.isClosed()) {
      if (next.isEmpty()) {
        List<WireFault> faults = new ArrayList<>(List.of(WireFault.values()));
        Collections.shuffle(faults, random);
        next.addAll(faults);
      }
      WireFault fault = next.remove();
      int after = random.nextInt(fault.isInResponses() ? REACH_OF_RESPONSES : reach);
      int delay = fault == WireFault.DELAY ? random.nextInt(LONGEST_DELAY_MILLIS) : 0;
      try {
        connect(new Wire.Plan(fault, after, delay), server.accept());
      } catch (IOException e) {
        // The node is down, or this proxy is closed: the client sees a closed connection.
      }
    }
  }

  private void connect(Wire.Plan plan, Socket client) throws IOException {
    Socket node;
    try {
      node = next();
    } catch (IOException e) {
      client.close();
      throw e;
    }
    Wire wire = new Wire(client, node, plan, this::happens);
    wires.add(wire);
    threads.execute(wire::carryRequests);
    threads.execute(
        () -> {
          wire.carryResponses();
          wires.remove(wire);
        });
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
    happened.get(wire.plan().fault()).increment();
    if (wire.plan().fault() == WireFault.REPLAY) {
      byte[] recorded = wire.recorded();
      threads.execute(() -> replay(recorded));
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
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      wires.forEach(Wire::close);
      threads.shutdownNow();
    }
  }
}
