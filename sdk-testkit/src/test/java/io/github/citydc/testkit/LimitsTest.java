package io.github.citydc.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.CircuitOpenException;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that bounds what it takes, and a client that honours it. */
@Timeout(120)
class LimitsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");
  private static final int FEW = 500;
  private static final Duration SHORT = Duration.ofMillis(100);

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<HttpRequest> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch finish = new CountDownLatch(1);
  private final AtomicBoolean slow = new AtomicBoolean();
  private final AtomicInteger handled = new AtomicInteger();
  @TempDir private Path folder;
  private SandboxCity city;
  private SandboxNode hub;

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .limits(
                Limits.builder()
                    .bodySize(Limits.LEAST_BODY_SIZE)
                    .requestsPerNode(2)
                    .requestsPerSecond(10)
                    .build())
            .on(Person.class, (person, context) -> handle())
            .start();
  }

  private void handle() throws InterruptedException {
    if (slow.get()) {
      finish.await();
    }
    handled.incrementAndGet();
  }

  @AfterEach
  void stop() {
    finish.countDown();
    hub.close();
  }

  @Test
  void who_sends_too_much_is_told_so_under_signature_and_others_are_served() {
    ExchangeClient hasty = builder(TIANHE, this::counted).maxAttempts(1).build();

    ProblemException refused = null;
    for (int i = 0; i < 100 && refused == null; i++) {
      try {
        hasty.send(HUB, person("440106001"));
      } catch (ProblemException e) {
        refused = e;
      }
    }

    assertThat(refused).isNotNull();
    assertThat(refused.problem().code()).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(refused.isRetryable()).isTrue();
    builder(HAIZHU, network).build().send(HUB, person("440105001"));
  }

  @Test
  void a_client_waits_as_long_as_it_is_asked_to_and_then_succeeds() {
    ExchangeClient client = builder(TIANHE, network).build();

    for (int i = 0; i < 25; i++) {
      client.send(HUB, person("440106001"));
    }

    assertThat(handled).hasValue(25);
  }

  @Test
  void one_node_cannot_keep_all_handlers_busy() throws Exception {
    slow.set(true);
    ExchangeClient greedy = builder(TIANHE, network).maxAttempts(1).build();
    List<CompletableFuture<SignedReceipt>> busy = new ArrayList<>();
    CountDownLatch refused = new CountDownLatch(4);
    for (int i = 0; i < 6; i++) {
      CompletableFuture<SignedReceipt> sending = greedy.sendAsync(HUB, person("440106001"));
      sending.exceptionally(
          failure -> {
            assertThat(failure).hasMessageContaining("rate-limited");
            refused.countDown();
            return null;
          });
      busy.add(sending);
    }

    assertThat(refused.await(30, TimeUnit.SECONDS)).isTrue();
    finish.countDown();
    assertThat(busy.stream().filter(LimitsTest::succeeds).count()).isEqualTo(2);
  }

  private static boolean succeeds(CompletableFuture<SignedReceipt> receipt) {
    return receipt.handle((value, failure) -> failure == null).join();
  }

  @Test
  void a_body_that_would_be_refused_is_not_sent() {
    ExchangeClient client = builder(TIANHE, this::counted).withoutLocalValidation().build();
    Person large =
        PersonBuilder.builder(person("440106001"))
            .residenceAddress(Address.of("440106001", "路".repeat(30_000)))
            .build();

    assertThatThrownBy(() -> client.send(HUB, large))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.BODY_TOO_LARGE))
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> client.sendAsync(HUB, large).join())
        .hasCauseInstanceOf(RefusedException.class);
    assertThat(sent).singleElement().matches(asked -> asked.uri().getPath().endsWith("/node"));
  }

  @Test
  void a_message_sent_without_waiting_gets_its_receipt_on_the_clients_own_thread()
      throws Exception {
    List<String> threads = new CopyOnWriteArrayList<>();
    ExchangeClient client =
        builder(TIANHE, network)
            .receipts(receipt -> threads.add(Thread.currentThread().getName()))
            .build();

    SignedReceipt receipt = client.sendAsync(HUB, person("440106001")).get(30, TimeUnit.SECONDS);

    assertThat(receipt.receipt().receiver()).isEqualTo(HUB);
    assertThat(threads).containsExactly("cdx-client");
    assertThat(client.receiptAsync(HUB, receipt.receipt().messageId()).get(30, TimeUnit.SECONDS))
        .extracting(SignedReceipt::receipt)
        .isEqualTo(receipt.receipt());
  }

  @Test
  void a_message_nobody_waits_for_any_more_can_be_sent_again() throws Exception {
    slow.set(true);
    ExchangeClient client = builder(TIANHE, network).build();
    PreparedMessage message = client.prepare(HUB, Operation.UPSERT, person("440106001"));

    assertThatThrownBy(() -> client.sendAsync(message).orTimeout(500, TimeUnit.MILLISECONDS).join())
        .hasStackTraceContaining("TimeoutException");
    finish.countDown();
    slow.set(false);

    client.sendAsync(message).get(30, TimeUnit.SECONDS);
    assertThat(handled).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 408, 429, 502})
  void a_proxy_that_answers_in_place_of_the_node_is_no_answer(int status) {
    AtomicInteger calls = new AtomicInteger();
    HttpTransport proxy =
        request ->
            calls.incrementAndGet() == 1
                ? new HttpResponse(status, HttpHeaders.empty(), Content.empty())
                : network.exchange(request);

    builder(TIANHE, proxy).build().send(HUB, person("440106001"));

    assertThat(calls).hasValue(2);
  }

  @Test
  void who_says_yes_without_a_signature_is_not_believed() {
    HttpTransport liar = request -> new HttpResponse(200, HttpHeaders.empty(), Content.empty());

    assertThatThrownBy(() -> builder(TIANHE, liar).build().send(HUB, person("440106001")))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("Something on the way, not the node, answered with status 200")
        .hasCauseInstanceOf(VerificationException.class);
  }

  @Tag("slow")
  @Test
  void an_upload_waits_for_a_node_that_is_too_busy_to_say_what_it_has() {
    UploadOptions options =
        UploadOptions.builder()
            .partSize(16 * 1024)
            .parallel(1)
            .encoding(PartEncoding.IDENTITY)
            .journal(folder.resolve("upload.journal"))
            .build();
    assertThatThrownBy(
            () ->
                uploadSome(this::cutAfterSome, options.toBuilder().patience(Duration.ZERO).build()))
        .isInstanceOf(ExchangeException.class);

    Set<String> told = ConcurrentHashMap.newKeySet();
    HttpTransport busy =
        request -> {
          if (request.method().equals("HEAD") && !told.contains("HEAD 429")) {
            useUpAllowance();
          }
          HttpResponse response = network.exchange(request);
          told.add(request.method() + " " + response.status());
          return response;
        };
    UploadReport report = uploadSome(busy, options);

    assertThat(report.accepted()).isEqualTo(FEW);
    assertThat(told).contains("HEAD 429", "HEAD 204");
  }

  private HttpResponse cutAfterSome(HttpRequest request) {
    if (request.method().equals("PUT") && sent.size() >= 4) {
      throw new TransportException("cut");
    }
    return counted(request);
  }

  private UploadReport uploadSome(HttpTransport transport, UploadOptions options) {
    return Uploader.through(builder(TIANHE, transport).build())
        .upload(HUB, RecordSource.of(Person.class, TestPeople.first(FEW)), options);
  }

  private void useUpAllowance() {
    ExchangeClient hasty = builder(TIANHE, network).maxAttempts(1).build();
    assertThatThrownBy(
            () ->
                Stream.generate(() -> hasty.send(HUB, person("440106001"))).forEach(receipt -> {}))
        .hasMessageContaining("rate-limited");
  }

  @Test
  void an_upload_waits_for_a_node_that_is_too_busy_to_say_how_it_reads() {
    HttpTransport starting =
        request -> {
          sent.add(request);
          return sent.size() == 1
              ? new HttpResponse(503, HttpHeaders.empty(), Content.of("<html>".getBytes(UTF_8)))
              : network.exchange(request);
        };

    assertThat(uploadSome(starting, UploadOptions.standard()).accepted()).isEqualTo(FEW);
    assertThat(sent).extracting(asked -> asked.uri().getPath()).startsWith("/cdx/v1/node");
  }

  @Test
  void messages_of_a_receiver_that_is_down_wait_untried_until_it_is_back() throws Exception {
    AtomicBoolean down = new AtomicBoolean(true);
    HttpTransport flaky =
        request -> {
          sent.add(request);
          if (down.get()) {
            throw new TransportException("down", new IOException("down"));
          }
          return network.exchange(request);
        };
    ExchangeClient client =
        builder(TIANHE, flaky).maxAttempts(1).circuit(2, SHORT.multipliedBy(5)).build();
    JdbcConnectionPool database =
        JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "");
    JdbcSchema.create(database);
    JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(database, TIANHE));
    for (int i = 0; i < 20; i++) {
      enqueue(database, outbox, client.prepare(HUB, Operation.UPSERT, person("440106001")));
    }
    Events events = new Events();

    try (OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client, outbox)
            .listener(events)
            .idle(SHORT)
            .pauses(SHORT, SHORT)
            .workers(1)
            .start()) {
      assertThat(dispatcher).isNotNull();
      assertThat(events.next("opened")).isTrue();
      assertThatThrownBy(() -> client.send(HUB, person("440106001")))
          .isInstanceOf(CircuitOpenException.class);
      int triedBefore = sent.size();
      Thread.sleep(SHORT.toMillis() * 3);
      assertThat(sent).hasSize(triedBefore);
      assertThat(
              outbox.list(OutboxState.PENDING, 30).stream().mapToInt(OutboxEntry::attempts).sum())
          .isEqualTo(triedBefore);

      down.set(false);
      assertThat(events.next("closed")).isTrue();
      for (int i = 0; i < 20; i++) {
        assertThat(events.next("delivered")).isTrue();
      }
    } finally {
      database.dispose();
    }
    assertThat(handled).hasValue(20);
  }

  @Test
  void a_body_under_way_when_a_node_stops_is_refused_until_later_not_for_good() throws Exception {
    try (Wire wire = new Wire(hub.baseUrl())) {
      wire.write(
          "POST "
              + hub.baseUrl().getPath()
              + "/messages HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000\r\n\r\n{");
      Thread.sleep(SHORT.toMillis());

      hub.close();

      assertThat(Wire.status(wire.answer())).isIn(408, 503);
    }
  }

  private static void enqueue(
      JdbcConnectionPool database, JdbcOutbox outbox, PreparedMessage message) throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message, Optional.of("one after the other"));
      connection.commit();
    }
  }

  private HttpResponse counted(HttpRequest request) {
    sent.add(request);
    return network.exchange(request);
  }

  private ExchangeClientBuilder builder(NodeId node, HttpTransport transport) {
    return ExchangeClient.builder()
        .self(node)
        .signer(HttpSignatures.signer(city.enrol(node)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport);
  }

  private static Person person(String division) {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name("张三")
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of(division, "五山路1号"))
        .build();
  }

  private static final class Events implements OutboxListener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void delivered(OutboxEntry entry, SignedReceipt receipt) {
      heard.add("delivered");
    }

    @Override
    public void circuitOpened(NodeId receiver, ExchangeException failure, Duration pause) {
      heard.add("opened");
    }

    @Override
    public void circuitClosed(NodeId receiver) {
      heard.add("closed");
    }

    /** Waits for an event, and forgets those before it. */
    boolean next(String event) throws InterruptedException {
      String next = heard.poll(30, TimeUnit.SECONDS);
      while (next != null && !next.equals(event)) {
        next = heard.poll(30, TimeUnit.SECONDS);
      }
      return next != null;
    }
  }
}
