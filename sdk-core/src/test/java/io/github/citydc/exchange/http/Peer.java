package io.github.citydc.exchange.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The other end of a connection, which answers as a test wants, byte by byte. */
final class Peer implements AutoCloseable {

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch left = new CountDownLatch(1);

  /** What happens on a connection once a whole request is there. */
  interface Behaviour {

    /** Answers; the connection is closed afterwards. */
    void answer(OutputStream out) throws Exception;
  }

  Peer(Behaviour behaviour) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.behaviour = behaviour;
    start(this::accept);
  }

  /** Answers with these bytes of ISO 8859-1. */
  static Peer saying(String answer) throws IOException {
    return new Peer(out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + target);
  }

  /** The requests that arrived, whole, as they stood on the wire. */
  List<String> requests() {
    return requests;
  }

  /** Opened when a caller has hung up while the answer was still being written. */
  CountDownLatch left() {
    return left;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        start(() -> serve(caller));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      String request = read(caller.getInputStream());
      if (!request.isEmpty()) {
        requests.add(request);
        behaviour.answer(caller.getOutputStream());
      }
    } catch (IOException e) {
      left.countDown();
    } catch (Exception e) {
      throw new IllegalStateException("The test's own answer failed", e);
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    int missing = Integer.MAX_VALUE;
    while (missing > 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      request.write(next);
      missing = missing == Integer.MAX_VALUE ? bodySize(request) : missing - 1;
    }
    return request.toString(StandardCharsets.ISO_8859_1);
  }

  private static int bodySize(ByteArrayOutputStream soFar) {
    String head = soFar.toString(StandardCharsets.ISO_8859_1);
    if (!head.endsWith("\r\n\r\n")) {
      return Integer.MAX_VALUE;
    }
    return head.lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "peer");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
