package io.github.citydc.exchange.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every transport owes, against real servers and, where they are too polite, bare sockets. */
@Timeout(60)
abstract class HttpTransportContract {

  private static final byte[] BODY = "{\"名\":1}".getBytes(StandardCharsets.UTF_8);
  private static final int SIXTEEN_MIB = 16 * 1024 * 1024;

  private final List<InetSocketAddress> callers = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(4, task -> new Thread(task, "contract"));
  private final ExecutorService serving = Executors.newCachedThreadPool();
  private HttpServer server;
  private HttpTransport transport;

  /** A transport that gives up after this time. */
  abstract HttpTransport transport(Duration timeout);

  @BeforeEach
  void start() throws IOException {
    transport = transport(Duration.ofSeconds(30));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(serving);
    server.createContext("/echo", exchange -> answer(exchange, 201, BODY));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    serving.shutdownNow();
    executor.shutdownNow();
  }

  @Test
  void several_interim_answers_are_never_taken_for_an_answer_nor_what_follows_for_the_next()
      throws IOException {
    String interim = "HTTP/1.1 100 Continue\r\n\r\n";
    String last = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlast";
    try (Peer peer = Peer.saying(interim + interim + interim + last)) {
      for (int i = 0; i < 3; i++) {
        try {
          HttpResponse response =
              transport.exchange(
                  new HttpRequest("GET", peer.uri("/" + i), HttpHeaders.empty(), Content.empty()));
          assertThat(response.status()).isEqualTo(200);
          assertThat(response.body().toText()).isEqualTo("last");
        } catch (TransportException e) {
          assertThat(e.isRetryable()).isTrue();
        }
      }
      assertThat(peer.requests()).hasSize(3);
    }
  }

  @Test
  void a_request_arrives_byte_for_byte_and_so_does_the_response() {
    HttpResponse response = transport.exchange(post("/echo?a=%2F&b=%E4%B8%AD"));

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.body().toByteArray()).isEqualTo(BODY);
    assertThat(response.headers().values("x-twice")).containsExactly("1", "2");
    assertThat(bodies)
        .containsExactly("/echo?a=%2F&b=%E4%B8%AD " + new String(BODY, StandardCharsets.UTF_8));
  }

  @Test
  void one_connection_carries_one_call_after_the_other() {
    for (int i = 0; i < 5; i++) {
      transport.exchange(post("/echo"));
      transport.exchange(get("/echo"));
    }

    assertThat(Set.copyOf(callers)).hasSize(1);
  }

  @Test
  void fields_arrive_as_they_are_and_no_compression_is_asked_for() throws IOException {
    try (Peer peer = Peer.saying("HTTP/1.1 204 No Content\r\n\r\n")) {
      transport.exchange(
          new HttpRequest(
              "PUT",
              peer.uri("/parts/%C3%A9?x=%27"),
              HttpHeaders.empty().with("signature", "cdx=:YQ==:").with("content-type", "a/b"),
              Content.of(BODY)));

      String sent = peer.requests().get(0);
      assertThat(sent).startsWith("PUT /parts/%C3%A9?x=%27 HTTP/1.1\r\n");
      assertThat(sent.toLowerCase(Locale.ROOT))
          .contains("\r\nsignature: cdx=:yq==:\r\n", "\r\ncontent-type: a/b\r\n")
          .doesNotContain("gzip")
          .doesNotContain("upgrade");
      assertThat(sent).endsWith("\r\n\r\n" + new String(BODY, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void a_redirect_is_an_answer_and_not_followed() {
    server.createContext(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/echo");
          answer(exchange, 307, BODY);
        });

    assertThat(transport.exchange(post("/old")).status()).isEqualTo(307);
    assertThat(transport.exchange(get("/old")).status()).isEqualTo(307);
    assertThat(bodies).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"",
        "408 Request Timeout\r\nX: y",
        "421 Misdirected Request\r\nX: y",
        "503 Service Unavailable\r\nRetry-After: 0"
      })
  void no_answer_makes_it_send_again(String answer) throws IOException {
    try (Peer peer =
        Peer.saying(
            "HTTP/1.1 " + answer + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno")) {
      int status = Integer.parseInt(answer.substring(0, 3));

      assertThat(transport.exchange(request("GET", peer.uri("/x"))).status()).isEqualTo(status);
      assertThat(transport.exchange(request("POST", peer.uri("/x"))).status()).isEqualTo(status);
      assertThat(peer.requests()).hasSize(2);
    }
  }

  @Test
  void a_compressed_response_is_left_as_it_is() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(BODY);
    }
    server.createContext(
        "/zip",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          answer(exchange, 200, zipped.toByteArray());
        });

    HttpResponse response = transport.exchange(post("/zip"));

    assertThat(response.body().toByteArray()).isEqualTo(zipped.toByteArray());
    assertThat(response.headers().value("content-encoding")).contains("gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT"})
  void a_request_whose_answer_is_lost_is_sent_once_only(String method) throws IOException {
    try (Peer peer = new Peer(out -> {})) {
      assertNoAnswer(() -> transport.exchange(request(method, peer.uri("/messages"))))
          .hasMessageContaining(method + " /messages")
          .returns(Delivery.MAY_HAVE_ARRIVED, HttpTransportContract::delivery);

      assertThat(peer.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void a_request_whose_answer_is_lost_on_a_used_connection_is_sent_once_only(String method)
      throws IOException {
    try (Peer peer = new Peer(HttpTransportContract::answerOnceThenHangUp)) {
      transport.exchange(request("POST", peer.uri("/first")));

      assertNoAnswer(() -> transport.exchange(request(method, peer.uri("/second"))));
      assertThat(peer.requests().stream().filter(sent -> sent.contains("/second")).count())
          .isLessThanOrEqualTo(1);
    }
  }

  /** The connection looks alive when the next request begins. */
  private static void answerOnceThenHangUp(OutputStream out) throws Exception {
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    Thread.sleep(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"half\":\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 2"
      })
  void half_an_answer_is_no_answer(String half) throws IOException {
    try (Peer peer = Peer.saying(half)) {
      assertNoAnswer(() -> transport.exchange(request("POST", peer.uri("/cut"))));
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "HTTP/1.1 two hundred\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX(Y): z\r\n\r\na"
      })
  void what_is_not_http_is_no_answer(String noise) throws IOException {
    try (Peer peer = Peer.saying(noise)) {
      assertNoAnswer(() -> transport.exchange(request("POST", peer.uri("/noise"))));
    }
  }

  @Test
  void an_answer_that_is_too_large_is_not_read_to_its_end() throws Exception {
    try (Peer announced = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nx");
        Peer endless = new Peer(HttpTransportContract::talkForEver)) {
      assertNoAnswer(() -> transport.exchange(request("POST", announced.uri("/large"))));
      assertNoAnswer(() -> transport.exchange(request("POST", endless.uri("/endless"))))
          .hasStackTraceContaining("larger than " + SIXTEEN_MIB);
      assertThat(endless.left().await(10, SECONDS)).isTrue();
    }
  }

  private static void talkForEver(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    while (true) {
      out.write(chunk);
    }
  }

  @Test
  void the_largest_answer_arrives_whole() {
    server.createContext("/large", exchange -> answer(exchange, 200, new byte[SIXTEEN_MIB]));

    assertThat(transport.exchange(get("/large")).body().size()).isEqualTo(SIXTEEN_MIB);
  }

  @Test
  void a_call_ends_when_its_time_is_over_though_bytes_keep_dripping() throws Exception {
    HttpTransport impatient = transport(Duration.ofMillis(500));
    try (Peer silent = new Peer(out -> Thread.sleep(20_000));
        Peer dripping = new Peer(HttpTransportContract::drip)) {
      long begin = System.nanoTime();

      assertNoAnswer(() -> impatient.exchange(request("POST", silent.uri("/silent"))));
      assertNoAnswer(() -> impatient.exchange(request("POST", dripping.uri("/dripping"))));

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(dripping.left().await(10, SECONDS)).isTrue();
    }
  }

  private static void drip(OutputStream out) throws Exception {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 1000; i++) {
      out.write('x');
      out.flush();
      Thread.sleep(50);
    }
  }

  @Test
  void who_is_not_there_gives_no_answer() throws IOException {
    Peer gone = new Peer(out -> {});
    gone.close();

    assertNoAnswer(() -> transport.exchange(request("POST", gone.uri("/gone"))))
        .returns(Delivery.NOTHING_SENT, HttpTransportContract::delivery);
  }

  @Test
  void an_answer_that_nobody_waits_for_is_given_the_executor() throws Exception {
    CompletableFuture<HttpResponse> response = transport.exchangeAsync(post("/echo"), executor);

    assertThat(response.get(10, SECONDS).body().toByteArray()).isEqualTo(BODY);
  }

  @Test
  void a_failure_of_an_answer_that_nobody_waits_for_is_the_same_failure() throws IOException {
    try (Peer peer = new Peer(out -> {})) {
      CompletableFuture<HttpResponse> response =
          transport.exchangeAsync(request("GET", peer.uri("/lost")), executor);

      assertThatThrownBy(() -> response.get(10, SECONDS))
          .cause()
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("GET /lost");
    }
  }

  @Test
  void a_call_that_is_cancelled_hangs_up() throws Exception {
    try (Peer peer = new Peer(HttpTransportContract::drip)) {
      CompletableFuture<HttpResponse> response =
          transport.exchangeAsync(request("POST", peer.uri("/dripping")), executor);
      while (peer.requests().isEmpty()) {
        Thread.sleep(10);
      }

      response.cancel(true);

      assertThat(peer.left().await(10, SECONDS)).isTrue();
    }
  }

  @Test
  void a_call_whose_future_times_out_hangs_up() throws Exception {
    try (Peer peer = new Peer(HttpTransportContract::drip)) {
      CompletableFuture<HttpResponse> response =
          transport
              .exchangeAsync(request("POST", peer.uri("/dripping")), executor)
              .orTimeout(300, MILLISECONDS);

      assertThatThrownBy(response::join).hasStackTraceContaining("TimeoutException");
      assertThat(peer.left().await(10, SECONDS)).isTrue();
    }
  }

  @Test
  void many_calls_at_once_get_their_own_answers() {
    server.createContext(
        "/own",
        exchange ->
            answer(
                exchange,
                200,
                exchange.getRequestURI().toString().getBytes(StandardCharsets.US_ASCII)));
    List<CompletableFuture<HttpResponse>> responses = new ArrayList<>();

    IntStream.range(0, 200)
        .forEach(i -> responses.add(transport.exchangeAsync(get("/own?" + i), executor)));

    for (int i = 0; i < responses.size(); i++) {
      assertThat(responses.get(i).join().body().toByteArray())
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("/own?" + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Injected: b", "a\nb", "a\0b"})
  void a_field_cannot_bring_another_one_along(String value) {
    assertThatThrownBy(() -> HttpHeaders.empty().with("x", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Injected");
    assertThatThrownBy(() -> HttpHeaders.empty().with("x: y\r\nz", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpHeaders.collect(field -> field.accept("x", value)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable>
      assertNoAnswer(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(TransportException.class);
  }

  private static Delivery delivery(Throwable failure) {
    return ((ExchangeException) failure).delivery();
  }

  private HttpRequest get(String path) {
    return request("GET", local(path));
  }

  private HttpRequest post(String path) {
    return request("POST", local(path));
  }

  private URI local(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static HttpRequest request(String method, URI uri) {
    boolean bodyless = method.equals("GET") || method.equals("HEAD");
    return new HttpRequest(
        method,
        uri,
        HttpHeaders.empty().with("content-type", "application/json"),
        bodyless ? Content.empty() : Content.of(BODY));
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    callers.add(exchange.getRemoteAddress());
    String received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(exchange.getRequestURI() + " " + received);
    exchange.getResponseHeaders().put("X-Twice", List.of("1", "2"));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
