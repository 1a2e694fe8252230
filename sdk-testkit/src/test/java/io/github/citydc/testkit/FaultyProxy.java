package io.github.citydc.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A front-end machine between clients and a node, over real HTTP: it does to each exchange what the
 * fault chosen for it says.
 */
final class FaultyProxy implements AutoCloseable {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
  private static final Set<String> OF_THE_HOP =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "accept-encoding", "date");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final OkHttpTransport network = OkHttpTransport.create();
  private final URI node;
  private final Function<HttpRequest, ProxyFault> faults;
  private final Map<String, HttpResponse> answers = new ConcurrentHashMap<>();

  FaultyProxy(URI node, Function<HttpRequest, ProxyFault> faults) throws IOException {
    this.node = node;
    this.faults = faults;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  /** What takes the place of the address of the node. */
  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + node.getRawPath());
  }

  /** The message that a request is about. */
  static String idOf(HttpRequest request) {
    Matcher id = ID.matcher(request.uri().getPath() + request.body().toText());
    return id.find() ? id.group() : "";
  }

  private void pass(HttpExchange exchange) throws IOException {
    HttpHeaders fields =
        HttpHeaders.collect(
            to ->
                exchange
                    .getRequestHeaders()
                    .forEach(
                        (name, values) ->
                            values.stream()
                                .filter(v -> !OF_THE_HOP.contains(name.toLowerCase(Locale.ROOT)))
                                .forEach(value -> to.accept(name, value))));
    HttpRequest request =
        new HttpRequest(
            exchange.getRequestMethod(),
            node.resolve(exchange.getRequestURI().toString()),
            fields,
            Content.of(exchange.getRequestBody().readAllBytes()));
    try {
      faults.apply(request).happen(new Passage(exchange, request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** One request on its way to the node, and its answer on its way back. */
  final class Passage {

    private final HttpExchange exchange;
    private final HttpRequest request;

    private Passage(HttpExchange exchange, HttpRequest request) {
      this.exchange = exchange;
      this.request = request;
    }

    HttpRequest request() {
      return request;
    }

    /** The answer of the node to a request. */
    HttpResponse forward(HttpRequest as) {
      HttpResponse answer = network.exchange(as);
      answers.putIfAbsent(idOf(request), answer);
      return answer;
    }

    HttpResponse forward() {
      return forward(request);
    }

    /** What the node has answered to the first try of this message; a page if there was none. */
    HttpResponse firstAnswer() {
      return answers.getOrDefault(idOf(request), page(502));
    }

    /** What the node has answered to another message; a page if there was none. */
    HttpResponse answerOfAnother() {
      return answers.entrySet().stream()
          .filter(other -> !other.getKey().equals(idOf(request)))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(page(502));
    }

    boolean wasAnswered() {
      return answers.containsKey(idOf(request));
    }

    /** A page of the proxy itself. */
    HttpResponse page(int status) {
      byte[] html = "<html><form action=/login>请登录</form></html>".getBytes(StandardCharsets.UTF_8);
      HttpHeaders fields =
          HttpHeaders.empty()
              .with("content-type", "text/html; charset=utf-8")
              .with("location", "http://127.0.0.1:9/login");
      return new HttpResponse(
          status, fields, status == 204 || status == 302 ? Content.empty() : Content.of(html));
    }

    void answer(HttpResponse response) throws IOException {
      response
          .headers()
          .forEach(
              (name, value) -> {
                if (!OF_THE_HOP.contains(name)) {
                  exchange.getResponseHeaders().add(name, value);
                }
              });
      byte[] body = response.body().toByteArray();
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    network.close();
  }
}
