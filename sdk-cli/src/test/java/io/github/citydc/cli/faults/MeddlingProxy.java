package io.github.citydc.cli.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * A proxy that reads what passes between a client and a node, and meddles with every second
 * request; all kinds of meddling take turns, and a seed decides on the rest. Thread-safe.
 */
final class MeddlingProxy implements Way {

  private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool(MeddlingProxy::daemon);
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Map<Meddling, LongAdder> happened = new EnumMap<>(Meddling.class);
  private final Deque<Meddling> next = new ArrayDeque<>();
  private final Meddler meddler = new Meddler(this::ask);
  private final int target;
  private final Random random;
  private boolean quiet;

  /**
   * Starts to listen on any port that is free.
   *
   * @param target the port of the node
   * @param seed decides on the faults
   */
  MeddlingProxy(int target, long seed) throws IOException {
    this.target = target;
    this.random = new Random(seed);
    for (Meddling fault : Meddling.values()) {
      happened.put(fault, new LongAdder());
    }
    threads.execute(this::accept);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
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
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        clients.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        // The proxy is closed.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      Optional<HttpText> request = HttpText.request(in);
      while (request.isPresent()) {
        answer(request.get()).inAnswerTo(request.get()).write(client.getOutputStream());
        request = HttpText.request(in);
      }
    } catch (IOException e) {
      // One of the two has hung up.
    } finally {
      clients.remove(client);
    }
  }

  private HttpText answer(HttpText request) throws IOException {
    Optional<Turn> turn = turn();
    if (turn.isEmpty()) {
      return meddler.pass(request);
    }
    Meddling fault = turn.get().fault();
    Meddler.Outcome outcome = meddler.meddle(fault, request, turn.get().random());
    if (outcome.happened()) {
      happened.get(fault).increment();
    } else {
      putBack(fault);
    }
    return outcome.answer();
  }

  /** A fault, and the chance it has of its own. */
  private record Turn(Meddling fault, Random random) {}

  /** Two that swap answers come one after the other. */
  private synchronized Optional<Turn> turn() {
    quiet = !quiet;
    if (quiet) {
      return Optional.empty();
    }
    if (next.isEmpty()) {
      List<Meddling> faults = new ArrayList<>(List.of(Meddling.values()));
      Collections.shuffle(faults, random);
      faults.add(faults.indexOf(Meddling.SWAPPED_ANSWERS), Meddling.SWAPPED_ANSWERS);
      next.addAll(faults);
    }
    return Optional.of(new Turn(next.remove(), new Random(random.nextLong())));
  }

  private synchronized void putBack(Meddling fault) {
    next.addLast(fault);
  }

  private HttpText ask(HttpText request) throws IOException {
    try (Socket node = new Socket(InetAddress.getLoopbackAddress(), target)) {
      request.write(node.getOutputStream());
      return HttpText.response(new BufferedInputStream(node.getInputStream()), request.method());
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
