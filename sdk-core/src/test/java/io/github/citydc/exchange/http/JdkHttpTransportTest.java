package io.github.citydc.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JdkHttpTransportTest extends HttpTransportContract {

  @Override
  HttpTransport transport(Duration timeout) {
    return JdkHttpTransport.on(HttpClient.newHttpClient(), timeout);
  }

  @Test
  void a_clients_proxy_is_used() throws IOException {
    try (Peer proxy = Peer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
      HttpClient client =
          HttpClient.newBuilder()
              .proxy(
                  ProxySelector.of(
                      new InetSocketAddress(
                          InetAddress.getLoopbackAddress(), proxy.uri("/").getPort())))
              .build();

      JdkHttpTransport.on(client, Duration.ofSeconds(10))
          .exchange(get(URI.create("http://hub.invalid/cdx/v1/node")));

      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("GET http://hub.invalid/cdx/v1/node HTTP/1.1\r\n");
    }
  }

  @Test
  void an_interrupt_breaks_the_call_off_and_is_not_forgotten() throws IOException {
    try (Peer silent = new Peer(out -> Thread.sleep(20_000))) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> JdkHttpTransport.create().exchange(get(silent.uri("/x"))))
          .isInstanceOf(TransportException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_client_that_might_send_a_request_twice_is_refused() {
    HttpClient.Builder builder = HttpClient.newBuilder();
    HttpClient following = builder.followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpClient answering = HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

    assertThatThrownBy(() -> JdkHttpTransport.on(following, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JdkHttpTransport.on(answering, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JdkHttpTransport.on(HttpClient.newHttpClient(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpRequest get(URI uri) {
    return new HttpRequest("GET", uri, HttpHeaders.empty(), Content.empty());
  }
}
