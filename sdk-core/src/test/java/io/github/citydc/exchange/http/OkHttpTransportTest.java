package io.github.citydc.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.citydc.exchange.TransportException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OkHttpTransportTest {

  private static final byte[] BODY = "{\"名\":1}".getBytes(StandardCharsets.UTF_8);

  private final OkHttpTransport transport = OkHttpTransport.create();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> contentTypes = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_request_arrives_byte_for_byte_and_so_does_the_response() {
    on("/echo", exchange -> answer(exchange, 201, BODY));

    HttpResponse response = transport.exchange(post("/echo?a=%2F&b=%E4%B8%AD"));

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.body().toByteArray()).isEqualTo(BODY);
    assertThat(bodies)
        .containsExactly("/echo?a=%2F&b=%E4%B8%AD " + new String(BODY, StandardCharsets.UTF_8));
    assertThat(contentTypes).containsExactly("application/json");
  }

  @Test
  void a_redirect_is_an_answer_and_not_followed() {
    on(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/new");
          answer(exchange, 307, BODY);
        });
    on("/new", exchange -> answer(exchange, 200, BODY));

    assertThat(transport.exchange(post("/old")).status()).isEqualTo(307);
    assertThat(bodies).hasSize(1);
  }

  @Test
  void a_compressed_response_is_left_as_it_is() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(BODY);
    }
    on(
        "/zip",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          answer(exchange, 200, zipped.toByteArray());
        });

    HttpResponse response = transport.exchange(post("/zip"));

    assertThat(response.body().toByteArray()).isEqualTo(zipped.toByteArray());
    assertThat(response.headers().value("content-encoding")).contains("gzip");
  }

  @Test
  void a_request_that_gets_no_answer_is_sent_once_only() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread closer = new Thread(() -> hangUp(deaf, connections));
    closer.start();
    try (deaf) {
      URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/messages");
      HttpRequest request = new HttpRequest("POST", uri, HttpHeaders.empty(), HttpBody.of(BODY));

      assertThatThrownBy(() -> transport.exchange(request))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("POST /messages");
    }
    closer.join();
    assertThat(connections).hasValue(1);
  }

  @Test
  void an_answer_that_is_cut_off_is_no_answer() {
    on(
        "/cut",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          OutputStream out = exchange.getResponseBody();
          out.write(BODY);
          out.flush();
          exchange.close();
        });

    assertThatThrownBy(() -> transport.exchange(post("/cut")))
        .isInstanceOf(TransportException.class);
  }

  private static void hangUp(ServerSocket server, AtomicInteger connections) {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        connections.incrementAndGet();
        caller.getInputStream().read();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void on(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  private HttpRequest post(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new HttpRequest(
        "POST",
        uri,
        HttpHeaders.empty().with("content-type", "application/json"),
        HttpBody.of(BODY));
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    String received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(exchange.getRequestURI() + " " + received);
    contentTypes.addAll(exchange.getRequestHeaders().get("Content-Type"));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
