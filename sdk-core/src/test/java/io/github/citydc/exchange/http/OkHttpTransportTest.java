package io.github.citydc.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Credentials;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OkHttpTransportTest extends HttpTransportContract {

  @Override
  HttpTransport transport(Duration timeout) {
    return OkHttpTransport.on(new OkHttpClient.Builder().callTimeout(timeout).build());
  }

  /** Without it the last piece of a request waits for an acknowledgement that may take 40 ms. */
  @Test
  void what_is_written_in_pieces_is_sent_without_delay() throws IOException {
    List<Boolean> withoutDelay = new CopyOnWriteArrayList<>();
    EventListener looking =
        new EventListener() {
          @Override
          public void connectionReleased(Call call, Connection connection) {
            try {
              withoutDelay.add(connection.socket().getTcpNoDelay());
            } catch (SocketException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    try (Peer peer = Peer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
      OkHttpTransport.on(new OkHttpClient.Builder().eventListener(looking).build())
          .exchange(get(peer.uri("/x")));
    }

    assertThat(withoutDelay).containsExactly(true);
  }

  @Test
  void a_clients_proxy_and_interceptors_are_used() throws IOException {
    try (Peer proxy = Peer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
      OkHttpClient client =
          new OkHttpClient.Builder()
              .proxy(
                  new Proxy(
                      Proxy.Type.HTTP,
                      new InetSocketAddress(
                          InetAddress.getLoopbackAddress(), proxy.uri("/").getPort())))
              .addInterceptor(
                  chain ->
                      chain.proceed(chain.request().newBuilder().header("x-gate", "1").build()))
              .build();

      OkHttpTransport.on(client).exchange(get(URI.create("http://hub.invalid/cdx/v1/node")));

      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("GET http://hub.invalid/cdx/v1/node HTTP/1.1\r\n")
          .contains("x-gate: 1\r\n");
    }
  }

  @Test
  void a_clients_cache_and_authenticator_are_not_used(@TempDir Path folder) throws IOException {
    try (Peer peer =
        Peer.saying(
            "HTTP/1.1 401 No\r\nConnection: close\r\nCache-Control: max-age=600\r\nContent-Length: 0\r\n\r\n")) {
      OkHttpTransport transport =
          OkHttpTransport.on(
              new OkHttpClient.Builder()
                  .cache(new Cache(folder.toFile(), 1_000_000))
                  .authenticator(
                      (route, response) ->
                          response
                              .request()
                              .newBuilder()
                              .header("Authorization", Credentials.basic("a", "b"))
                              .build())
                  .build());

      assertThat(transport.exchange(get(peer.uri("/x"))).status()).isEqualTo(401);
      assertThat(transport.exchange(get(peer.uri("/x"))).status()).isEqualTo(401);
      assertThat(peer.requests()).hasSize(2);
    }
  }

  @Test
  void a_path_that_okhttp_would_write_another_way_is_refused() {
    assertThatThrownBy(
            () ->
                OkHttpTransport.create()
                    .exchange(get(URI.create("http://127.0.0.1:1/parts/../x?y='"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void only_addresses_that_the_filter_accepts_are_connected_to() throws IOException {
    try (Peer peer = Peer.saying("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")) {
      URI named = URI.create("http://hub.example:" + peer.uri("/").getPort() + "/x");
      OkHttpClient client =
          new OkHttpClient.Builder().dns(host -> List.of(InetAddress.getLoopbackAddress())).build();
      OkHttpTransport open =
          OkHttpTransport.builder().client(client).addresses((host, all) -> all).build();
      OkHttpTransport shut =
          open.toBuilder()
              .addresses(
                  (host, all) -> {
                    throw new UnknownHostException(host + " at " + all + " is not allowed");
                  })
              .build();

      assertThat(open.exchange(get(named)).status()).isEqualTo(204);
      for (URI url : List.of(named, peer.uri("/x"))) {
        assertThatThrownBy(() -> shut.exchange(get(url)))
            .isInstanceOf(TransportException.class)
            .rootCause()
            .hasMessageContaining("127.0.0.1")
            .hasMessageContaining("is not allowed");
      }
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @Test
  void a_response_larger_than_the_limit_is_not_taken() throws IOException {
    try (Peer peer =
        Peer.saying("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello")) {
      OkHttpTransport.Builder builder = OkHttpTransport.builder();

      assertThat(builder.largestResponse(5).build().exchange(get(peer.uri("/"))).body().size())
          .isEqualTo(5);
      assertThatThrownBy(() -> builder.largestResponse(4).build().exchange(get(peer.uri("/"))))
          .rootCause()
          .hasMessage("The response is larger than 4 bytes");
    }
  }

  private static HttpRequest get(URI uri) {
    return new HttpRequest("GET", uri, HttpHeaders.empty(), Content.empty());
  }
}
