package io.github.citydc.naming.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFetchTest {

  private final HttpFetch fetch = new HttpFetch(HttpFetch.client(), Duration.ofMillis(500));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private URI url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/document");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(int status, long size, long pause) {
    server.createContext(
        "/document",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            byte[] piece = new byte[pause > 0 ? 1 : 1 << 20];
            for (long sent = 0; sent < size; sent += piece.length) {
              out.write(piece);
              out.flush();
              Thread.sleep(pause);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void a_document_is_fetched() throws IOException {
    answer(200, 1 << 20, 0);

    assertThat(fetch.get(url)).hasSize(1 << 20);
  }

  @Test
  void a_server_that_sends_a_byte_now_and_then_is_not_waited_for() {
    answer(200, 100, 100);

    assertThatThrownBy(() -> fetch.get(url))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no whole answer within");
  }

  @Test
  void a_document_that_is_too_large_is_not_read_to_its_end() {
    answer(200, Long.MAX_VALUE, 0);
    HttpFetch patient = new HttpFetch(HttpFetch.client());

    assertThatThrownBy(() -> patient.get(url))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 16777216 bytes");
  }

  @Test
  void no_redirect_is_followed() {
    answer(302, 0, 0);

    assertThatThrownBy(() -> fetch.get(url)).hasMessage("HTTP 302");
    HttpClient following = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
    assertThatIllegalArgumentException().isThrownBy(() -> new HttpFetch(following));
  }
}
