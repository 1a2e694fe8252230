package io.github.citydc.cli.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A proxy that reads what passes between a client and a node, and meddles with every second
 * request; all kinds of meddling take turns, and a seed decides on the rest. Thread-safe.
 */
final class MeddlingProxy implements Way {

  private final ProxyPort port = new ProxyPort();
  private final Meddler meddler = new Meddler(this::ask);
  private final int target;
  private final Random random;
  private final Turns<Meddling> faults;
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
    this.faults = new Turns<>(Meddling.class, random, MeddlingProxy::pairSwaps);
    port.admit(
        client -> {
          port.keep(client);
          port.execute(() -> serve(client));
        });
  }

  /** Two that swap answers come one after the other. */
  private static void pairSwaps(List<Meddling> round) {
    round.add(round.indexOf(Meddling.SWAPPED_ANSWERS), Meddling.SWAPPED_ANSWERS);
  }

  @Override
  public int port() {
    return port.number();
  }

  @Override
  public Map<String, Long> happened() {
    return faults.happened();
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
      port.done(client);
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
      faults.happened(fault);
    } else {
      faults.putBack(fault);
    }
    return outcome.answer();
  }

  /** A fault, and the chance it has of its own. */
  private record Turn(Meddling fault, Random random) {}

  /** Every second request has none. */
  private synchronized Optional<Turn> turn() {
    quiet = !quiet;
    return quiet
        ? Optional.empty()
        : Optional.of(new Turn(faults.take(), new Random(random.nextLong())));
  }

  private HttpText ask(HttpText request) throws IOException {
    try (Socket node = new Socket(InetAddress.getLoopbackAddress(), target)) {
      request.write(node.getOutputStream());
      return HttpText.response(new BufferedInputStream(node.getInputStream()), request.method());
    }
  }

  @Override
  public void close() {
    port.close();
  }
}
