package io.github.citydc.signing.trust;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What a CA publishes about revocation, over real HTTP on the loopback address. */
public final class StatusServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, UnaryOperator<byte[]>> pages = new ConcurrentHashMap<>();
  private final Map<String, URI> redirects = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

  public StatusServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Serves at a path what is made of the body of the request. */
  public URI serve(String path, UnaryOperator<byte[]> page) {
    pages.put(path, page);
    return uri(path);
  }

  public URI redirect(String path, URI target) {
    redirects.put(path, target);
    return uri(path);
  }

  public void remove(String path) {
    pages.remove(path);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** How often a path was asked for. */
  public int requests(String path) {
    return Optional.ofNullable(requests.get(path)).map(AtomicInteger::get).orElse(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI target = redirects.get(path);
      UnaryOperator<byte[]> page = pages.get(path);
      if (target != null) {
        exchange.getResponseHeaders().add("Location", target.toString());
        exchange.sendResponseHeaders(302, -1);
      } else if (page == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        byte[] answer = page.apply(body);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
