package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What somebody without a key can do with requests that he has copied: make the hub refuse them,
 * and pass its signed refusals on. None of that ends a message, uses up what the sender may send,
 * or has the hub sign at will.
 */
@ParameterizedClass
@EachDatabase
class UnverifiedRequestTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");
  private static final int BUDGET = 50;

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final List<Person> register = new ArrayList<>();
  private final AtomicInteger signatures = new AtomicInteger();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private MessageSigner hubSigner;
  private MessageSigner signer;
  private MessageVerifier verifier;
  private ExchangeReceiver hub;

  @BeforeEach
  void start() {
    database = kind.start(folder);
    hubSigner = new Counting(HttpSignatures.signer(city.enrol(HUB)), signatures);
    signer = HttpSignatures.signer(city.enrol(TIANHE));
    verifier = HttpSignatures.verifier(city.trust(), city.directory());
    city.announce(HUB, URI.create("http://hub.example/cdx/v1"));
    hub = receiver(Limits.standard());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void a_refusal_provoked_with_a_copy_is_genuine_and_says_nothing_of_the_message() {
    HttpTransport attacked =
        request -> {
          HttpResponse refusal = hub.handle(request.body(spoiled(request.body())));
          assertThat(hub.handle(request).status()).isEqualTo(200);
          assertThat(verifier.verify(refusal, request).request())
              .isEqualTo(RequestVerification.UNVERIFIED);
          return refusal;
        };
    PreparedMessage message = message();

    UnverifiedRequestException refused =
        catchThrowableOfType(
            UnverifiedRequestException.class, () -> client(attacked, 1).send(message));

    assertThat(refused.code()).isEqualTo(ProblemCode.DIGEST_MISMATCH);
    assertThat(refused.isRetryable()).isTrue();
    assertThat(refused.delivery()).isEqualTo(Delivery.MAY_HAVE_ARRIVED);
    assertThat(refused).hasMessageContaining("nothing is known of the message");
    assertThat(client(hub::handle, 1).receipt(HUB, message.messageId()).receipt().messageId())
        .isEqualTo(message.messageId());
    assertThat(client(hub::handle, 1).send(message)).isNotNull();
    assertThat(register).hasSize(1);
  }

  @Test
  void
      a_copy_that_is_faster_makes_the_genuine_request_a_replay_and_the_next_try_gets_the_receipt() {
    HttpTransport overtaken =
        request -> {
          if (register.isEmpty()) {
            hub.handle(request);
          }
          return hub.handle(request);
        };

    assertThat(client(overtaken, 2).send(message())).isNotNull();
    assertThat(register).hasSize(1);
  }

  @Test
  void a_flipped_bit_on_the_way_to_the_hub_refuses_nothing_for_good() {
    HttpRequest sample = signed();
    List<String> fields = names(sample.headers());
    for (String field : fields) {
      assertNothingIsFinal(
          request -> hub.handle(request.headers(flipped(request.headers(), field))));
    }
    for (int i = 0; i < 8; i++) {
      int bit = i;
      assertNothingIsFinal(request -> hub.handle(request.body(flipped(request.body(), bit))));
    }
    assertThat(fields).contains("content-digest", "signature", "signature-input", "cdx-sender");
  }

  @Test
  void a_flipped_bit_on_the_way_back_refuses_nothing_for_good() {
    List<String> fields = names(hub.handle(signed()).headers());
    for (String field : fields) {
      assertNothingIsFinal(
          request -> {
            HttpResponse answer = hub.handle(request);
            return answer.headers(flipped(answer.headers(), field));
          });
    }
    for (int i = 0; i < 8; i++) {
      int bit = i;
      assertNothingIsFinal(
          request -> {
            HttpResponse answer = hub.handle(request);
            return new HttpResponse(answer.status(), answer.headers(), flipped(answer.body(), bit));
          });
    }
    assertThat(fields).contains("content-digest", "signature", "cdx-request", "cdx-receiver");
  }

  private void assertNothingIsFinal(HttpTransport changing) {
    PreparedMessage message = message();
    try {
      client(changing, 1).send(message);
    } catch (ExchangeException e) {
      assertThat(e.isRetryable()).as(String.valueOf(e.getMessage())).isTrue();
      assertThat(e.delivery()).isEqualTo(Delivery.MAY_HAVE_ARRIVED);
      assertThat(e).isInstanceOfAny(TransportException.class, UnverifiedRequestException.class);
    }
    assertThat(client(hub::handle, 1).send(message)).isNotNull();
  }

  @Test
  void a_thousand_requests_that_are_not_verified_buy_no_more_signatures_than_their_budget() {
    HttpRequest copied = signed();
    HttpRequest bare =
        new HttpRequest("POST", copied.uri(), HttpHeaders.empty(), Content.of(new byte[10]));
    long begin = System.nanoTime();
    int bareAnswers = 0;
    for (int i = 0; i < 1_000; i++) {
      HttpResponse answer = hub.handle(i % 5 != 0 ? bare : copied.body(spoiled(copied.body())));
      if (answer.headers().value("signature").isEmpty()) {
        bareAnswers++;
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().isEmpty()).isTrue();
        assertThat(names(answer.headers())).isEmpty();
      }
    }
    long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);

    assertThat(signatures.get()).isEqualTo(1_000 - bareAnswers);
    assertThat(signatures.get()).isBetween(BUDGET, (int) (BUDGET + BUDGET * seconds));
    for (int i = 0; i < 20; i++) {
      assertThat(hub.handle(bare).status()).isIn(401, 429);
      assertThat(client(hub::handle, 1).send(message())).isNotNull();
    }
  }

  @Test
  void an_address_that_asks_without_end_leaves_signed_answers_to_others() {
    HttpRequest bare =
        new HttpRequest("POST", signed().uri(), HttpHeaders.empty(), Content.of(new byte[10]));
    ExchangeReceiver shared =
        receiver(Limits.builder().unverifiedPerSecond(20).unverifiedPerAddress(3).build());
    long begin = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      shared.handle(bare, "127.0.0.1");
    }
    long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    assertThat(signatures.get()).isBetween(3, (int) (3 + 3 * seconds));

    HttpResponse answer = shared.handle(bare, "127.0.0.2");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().value("signature")).isPresent();
  }

  @Test
  void a_server_tells_one_address_from_another() throws Exception {
    try (SandboxNode node =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .limits(Limits.builder().unverifiedPerSecond(20).unverifiedPerAddress(1).build())
            .on(Person.class, (person, context) -> {})
            .start()) {
      List<String> first = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        first.add(statusLine(node.baseUrl(), "127.0.0.1"));
      }
      assertThat(first).contains("HTTP/1.1 429 Too Many Requests");
      assertThat(statusLine(node.baseUrl(), "127.0.0.2")).startsWith("HTTP/1.1 401");
    }
  }

  /** Asks without a signature, from an address of this machine. */
  private static String statusLine(URI node, String from) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.getPort()));
      String request =
          "GET /cdx/v1/reconciliation HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.lines().findFirst().orElse("");
    }
  }

  @Test
  void a_node_without_a_budget_signs_for_verified_requests_only() {
    ExchangeReceiver silent = receiver(Limits.builder().unverifiedPerSecond(0).build());

    HttpResponse answer = silent.handle(signed().body(Content.of(new byte[10])));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(signatures).hasValue(0);
    assertThat(client(silent::handle, 1).send(message())).isNotNull();
    assertThat(signatures).hasValue(1);
  }

  @Test
  void a_request_that_is_rate_limited_uses_up_no_nonce() throws Exception {
    ExchangeReceiver slow = receiver(Limits.builder().requestsPerSecond(1).build());
    HttpRequest last = signed();
    HttpResponse answer = slow.handle(last);
    for (int i = 0; i < 100 && answer.status() == 200; i++) {
      last = signed();
      answer = slow.handle(last);
    }
    assertThat(codeOf(answer)).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(verifier.verify(answer, last).request()).isEqualTo(RequestVerification.VERIFIED);
    Thread.sleep(1_100);

    assertThat(slow.handle(last).status()).isEqualTo(200);
  }

  @Test
  void copies_of_a_request_use_up_nothing_of_what_its_sender_may_send() {
    ExchangeReceiver slow = receiver(Limits.builder().requestsPerSecond(3).build());
    HttpRequest recorded = signed();
    slow.handle(recorded);

    for (int i = 0; i < 40; i++) {
      HttpResponse replayed = slow.handle(recorded);
      assertThat(codeOf(replayed)).isEqualTo(ProblemCode.REPLAYED);
      assertThat(verifier.verify(replayed, recorded).request())
          .isEqualTo(RequestVerification.UNVERIFIED);
    }
    assertThat(slow.handle(signed()).status()).isEqualTo(200);
  }

  @Test
  void a_node_that_has_used_up_its_share_of_nonces_is_alone_with_that() {
    MessageSigner other = HttpSignatures.signer(city.enrol(HAIZHU));
    MessageVerifier sharing =
        HttpSignatures.verifierBuilder(city.trust(), city.directory())
            .replayGuard(
                JdbcReplayGuard.on(
                    NodeDatabase.of(database.dataSource(), HUB), Clock.systemUTC(), 2))
            .build();
    ExchangeReceiver shared = receiver(Limits.standard(), sharing);
    shared.handle(signed());
    shared.handle(signed());

    HttpRequest third = signed();
    HttpResponse answer = shared.handle(third);

    assertThat(codeOf(answer)).isEqualTo(ProblemCode.RATE_LIMITED);
    HttpRequest ofOther = other.sign(query(), HUB);
    assertThat(codeOf(shared.handle(ofOther))).isEqualTo(ProblemCode.NOT_FOUND);
  }

  @Test
  void a_receiver_with_a_database_remembers_nonces_over_a_restart_without_being_told_to() {
    HttpRequest recorded = signed();
    assertThat(hub.handle(recorded).status()).isEqualTo(200);

    HttpResponse afterwards = receiver(Limits.standard()).handle(recorded);

    assertThat(codeOf(afterwards)).isEqualTo(ProblemCode.REPLAYED);
  }

  @Test
  void a_receiver_without_a_database_for_nonces_says_once_what_its_memory_does_not_cover() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      verifier.remembering(clock -> java.util.Optional.empty());
      receiver(Limits.standard());
    } finally {
      System.setErr(err);
    }

    assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("Nonces")))
        .singleElement()
        .asString()
        .contains("WARN", "after a restart", "further process", "JdbcReplayGuard");
  }

  @ParameterizedTest
  @EnumSource(RequestVerification.class)
  void every_signed_answer_says_whether_the_request_was_verified(RequestVerification expected) {
    HttpRequest request = signed();
    HttpRequest arriving =
        expected == RequestVerification.VERIFIED ? request : request.body(spoiled(request.body()));

    HttpResponse answer = hub.handle(arriving);

    assertThat(verifier.verify(answer, request).request()).isEqualTo(expected);
    assertThat(
            catchThrowableOfType(
                VerificationException.class,
                () -> verifier.verify(other(expected).onto(answer), request)))
        .isNotNull();
  }

  private static RequestVerification other(RequestVerification one) {
    return one == RequestVerification.VERIFIED
        ? RequestVerification.UNVERIFIED
        : RequestVerification.VERIFIED;
  }

  private ExchangeReceiver receiver(Limits limits) {
    return receiver(limits, HttpSignatures.verifier(city.trust(), city.directory()));
  }

  private ExchangeReceiver receiver(Limits limits, MessageVerifier by) {
    return ExchangeReceiver.builder()
        .self(HUB)
        .signer(hubSigner)
        .verifier(by)
        .inbox(JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB)))
        .limits(limits)
        .on(Person.class, (person, context) -> register.add(person))
        .build();
  }

  private ExchangeClient client(HttpTransport transport, int maxAttempts) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .allowingPlainHttp()
        .signer(signer)
        .verifier(verifier)
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(maxAttempts)
        .build();
  }

  private PreparedMessage message() {
    return client(hub::handle, 1).prepare(HUB, Operation.UPSERT, TestPeople.number(7));
  }

  /** A message as the client sends it. */
  private HttpRequest signed() {
    HttpRequest[] sent = new HttpRequest[1];
    assertThatThrownBy(
            () ->
                client(
                        request -> {
                          sent[0] = request;
                          throw new TransportException("recorded only");
                        },
                        1)
                    .send(message()))
        .isInstanceOf(TransportException.class);
    return sent[0];
  }

  private static HttpRequest query() {
    return new HttpRequest(
        "GET",
        URI.create("http://hub.example/cdx/v1/elsewhere"),
        HttpHeaders.empty(),
        Content.empty());
  }

  private static ProblemCode codeOf(HttpResponse answer) {
    return Problem.fromJson(answer.status(), answer.body().toByteArray()).code();
  }

  private static List<String> names(HttpHeaders headers) {
    List<String> names = new ArrayList<>();
    headers.forEach((name, value) -> names.add(name));
    return names;
  }

  private static HttpHeaders flipped(HttpHeaders headers, String name) {
    char[] value = headers.value(name).orElseThrow().toCharArray();
    value[value.length / 2] = (char) (value[value.length / 2] ^ 1);
    return headers.with(name, new String(value));
  }

  private static Content spoiled(Content body) {
    return flipped(body, 0);
  }

  private static Content flipped(Content body, int bit) {
    byte[] bytes = body.toByteArray();
    bytes[bytes.length * (bit + 1) / 10] ^= (byte) (1 << bit);
    return Content.of(bytes);
  }

  /** Signs, and counts how often it signs a response. */
  private record Counting(MessageSigner signer, AtomicInteger responses) implements MessageSigner {

    @Override
    public NodeId node() {
      return signer.node();
    }

    @Override
    public List<X509Certificate> certificates() {
      return signer.certificates();
    }

    @Override
    public HttpRequest sign(HttpRequest request, NodeId receiver) {
      return signer.sign(request, receiver);
    }

    @Override
    public HttpResponse sign(HttpResponse response, HttpRequest inReplyTo) {
      responses.incrementAndGet();
      return signer.sign(response, inReplyTo);
    }
  }
}
