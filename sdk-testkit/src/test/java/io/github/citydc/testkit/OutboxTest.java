package io.github.citydc.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.archive.ArchiveFile;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.outbox.DeliveredMessage;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxDispatcherBuilder;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.ReceiptVerifier;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** An outbox on a real database in front of a real hub. */
@ParameterizedClass
@EachDialect
class OutboxTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration SHORT = Duration.ofMillis(20);

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Told told = new Told();
  private final OkHttpTransport network = OkHttpTransport.create();
  private SandboxCity city;
  private SandboxNode hub;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private JdbcOutbox outbox;
  private ExchangeClient client;

  @BeforeEach
  void start(@TempDir Path folder) {
    city = SandboxCity.found("Test Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(Person.class, (person, context) -> handled.add(person.name()))
            .start();
    database = kind.start(folder);
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    client = client(this::unreliable);
  }

  @AfterEach
  void stop() {
    database.close();
    hub.close();
  }

  @Test
  void what_is_committed_arrives_once_and_its_receipt_is_kept() throws Exception {
    PreparedMessage message = enqueue("甲", Optional.empty());

    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(told.next()).isEqualTo("delivered " + message.messageId());
      assertThat(dispatcher).isNotNull();
    }

    assertThat(handled).containsExactly("甲");
    assertThat(outbox.find(message.messageId()).orElseThrow().state())
        .isEqualTo(OutboxState.DELIVERED);
    SignedReceipt receipt = outbox.receipt(message.messageId()).orElseThrow();
    assertThat(new ReceiptVerifier(city.trust()).verify(receipt).signer()).isEqualTo(HUB);
  }

  @Test
  void each_listener_is_told_though_another_fails() throws Exception {
    PreparedMessage message = enqueue("甲", Optional.empty());
    Told second = new Told();

    OutboxDispatcherBuilder several = dispatcher().listener(new Failing()).listener(second);
    try (OutboxDispatcher dispatcher = several.start()) {
      assertThat(second.next()).isEqualTo("delivered " + message.messageId());
      assertThat(dispatcher).isNotNull();
    }

    assertThat(told.next()).isEqualTo("delivered " + message.messageId());
  }

  @Test
  void what_a_clock_that_was_ahead_has_put_off_is_due() throws Exception {
    Instant now = Instant.now();
    Instant ahead = now.plus(Duration.ofMinutes(10));
    MessageId leased = enqueue("甲", Optional.empty()).messageId();
    MessageId postponed = enqueue("乙", Optional.empty()).messageId();
    List<OutboxEntry> taken = outbox.lease(2, ahead, ahead.plusSeconds(300), Set.of());
    outbox.postponed(taken.get(1), "no answer", ahead, ahead.plusSeconds(60));

    List<OutboxEntry> due = outbox.lease(2, now, now.plusSeconds(300), Set.of());

    assertThat(due)
        .extracting(entry -> entry.message().messageId())
        .containsExactly(leased, postponed);
    assertThat(outbox.lease(2, now.plusSeconds(299), now.plusSeconds(600), Set.of())).isEmpty();
  }

  @Test
  void what_was_put_off_by_clocks_that_differ_little_stays_so() throws Exception {
    Instant now = Instant.now();
    Instant later = now.plusSeconds(50);
    enqueue("甲", Optional.empty());
    enqueue("乙", Optional.empty());
    List<OutboxEntry> taken = outbox.lease(2, later, later.plusSeconds(300), Set.of());
    outbox.postponed(taken.get(1), "no answer", later, later.plusSeconds(600));

    assertThat(outbox.lease(2, now, now.plusSeconds(300), Set.of())).isEmpty();
  }

  @Test
  void what_is_rolled_back_is_never_sent() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message("甲"), Optional.empty());
      connection.rollback();
    }

    assertThat(outbox.list(OutboxState.PENDING, 10)).isEmpty();
  }

  @Test
  void a_connection_that_commits_each_statement_is_refused() throws SQLException {
    PreparedMessage message = message("甲");
    try (Connection connection = database.dataSource().getConnection()) {
      assertThatThrownBy(() -> outbox.enqueue(connection, message, Optional.empty()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("setAutoCommit(false)")
          .hasMessageContaining("@Transactional");
    }

    assertThat(outbox.list(OutboxState.PENDING, 10)).isEmpty();
  }

  @Test
  void a_failure_that_passes_is_tried_again_with_the_same_message() throws Exception {
    failures.set(3);
    PreparedMessage message = enqueue("甲", Optional.empty());

    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(dispatcher).isNotNull();
      for (int i = 0; i < 3; i++) {
        assertThat(told.next()).isEqualTo("postponed " + message.messageId());
      }
      assertThat(told.next()).isEqualTo("delivered " + message.messageId());
    }

    assertThat(handled).containsExactly("甲");
    assertThat(outbox.find(message.messageId()).orElseThrow().attempts()).isEqualTo(3);
  }

  @Test
  void what_is_refused_goes_to_the_dead_letters_with_its_reason_and_can_be_retried()
      throws Exception {
    ExchangeClient careless = builder(network).withoutLocalValidation().build();
    PreparedMessage message = careless.prepare(HUB, Operation.UPSERT, person(""));
    enqueue(message, Optional.empty());

    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(dispatcher).isNotNull();
      assertThat(told.next()).isEqualTo("dead " + message.messageId());
      assertThat(outbox.list(OutboxState.DEAD, 10))
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.message().messageId()).isEqualTo(message.messageId());
                assertThat(entry.lastFailure().orElseThrow())
                    .contains("validation-failed", "/name", "member.required")
                    .doesNotContain("440106198001010019");
              });

      assertThat(outbox.retry(message.messageId(), Instant.now())).isTrue();
      assertThat(told.next()).isEqualTo("dead " + message.messageId());
    }
    assertThat(outbox.retry(message("乙").messageId(), Instant.now())).isFalse();
  }

  @Test
  void a_message_that_fails_too_often_goes_to_the_dead_letters() throws Exception {
    failures.set(Integer.MAX_VALUE);
    PreparedMessage message = enqueue("甲", Optional.empty());

    try (OutboxDispatcher dispatcher =
        dispatcher().maxAttempts(2).receiptAfter(Duration.ofMillis(10)).start()) {
      assertThat(dispatcher).isNotNull();
      assertThat(told.next()).isEqualTo("postponed " + message.messageId());
      assertThat(told.next()).isEqualTo("postponed " + message.messageId());
      assertThat(told.next()).isEqualTo("dead " + message.messageId());
    }
    assertThat(handled).isEmpty();
  }

  /** Who spoils the question for the receipt, as a proxy may, must not have the last word. */
  @Test
  void a_question_for_the_receipt_that_was_not_verified_is_asked_again() throws Exception {
    AtomicBoolean spoiled = new AtomicBoolean(true);
    client =
        client(
            request -> {
              if (request.method().equals("POST")) {
                network.exchange(request);
                throw new TransportException("The answer was lost");
              }
              return network.exchange(
                  spoiled.getAndSet(false)
                      ? request.headers(
                          request.headers().with("signature", "cdx=:" + "A".repeat(86) + "==:"))
                      : request);
            });
    PreparedMessage message = enqueue("甲", Optional.empty());

    try (OutboxDispatcher dispatcher =
        dispatcher().maxAttempts(1).receiptAfter(Duration.ofMillis(10)).start()) {
      assertThat(dispatcher).isNotNull();
      assertThat(told.next()).isEqualTo("postponed " + message.messageId());
      assertThat(told.next()).isEqualTo("postponed " + message.messageId());
      assertThat(told.next()).isEqualTo("delivered " + message.messageId());
    }
    assertThat(handled).containsExactly("甲");
  }

  @Test
  void a_gateway_that_says_the_node_is_down_does_not_make_a_dead_letter() throws Exception {
    AtomicBoolean down = new AtomicBoolean(true);
    client =
        client(
            request ->
                down.getAndSet(false)
                    ? new HttpResponse(503, HttpHeaders.empty(), Content.empty())
                    : network.exchange(request));
    PreparedMessage message = enqueue("甲", Optional.empty());

    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(dispatcher).isNotNull();
      assertThat(told.next()).isEqualTo("postponed " + message.messageId());
      assertThat(told.next()).isEqualTo("delivered " + message.messageId());
    }
    assertThat(handled).containsExactly("甲");
  }

  @Test
  void a_database_that_fails_in_whatever_way_is_asked_again() throws Exception {
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    outbox = JdbcOutbox.on(NodeDatabase.of(failing(database.dataSource(), failures), TIANHE));
    PreparedMessage message = enqueue("甲", Optional.empty());
    failures.add(new SQLException("It restarts"));
    failures.add(new IllegalStateException("It is closed"));

    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(dispatcher).isNotNull();
      assertThat(told.next()).isEqualTo("delivered " + message.messageId());
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void a_receipt_is_noted_when_the_database_is_back_and_the_message_not_sent_again()
      throws Exception {
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    outbox = JdbcOutbox.on(NodeDatabase.of(failing(database.dataSource(), failures), TIANHE));
    AtomicInteger tries = new AtomicInteger();
    client =
        client(
            request -> {
              HttpResponse response = network.exchange(request);
              tries.incrementAndGet();
              failures.add(new SQLException("It restarts"));
              failures.add(new SQLException("It still restarts"));
              return response;
            });
    PreparedMessage message = enqueue("甲", Optional.empty());

    try (OutboxDispatcher dispatcher = dispatcher().workers(1).start()) {
      assertThat(dispatcher).isNotNull();
      assertThat(told.next()).isEqualTo("delivered " + message.messageId());
    }
    assertThat(tries).hasValue(1);
    assertThat(outbox.receipt(message.messageId())).isPresent();
  }

  @Test
  void messages_of_one_key_arrive_in_order_though_every_other_try_fails() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      names.add("第" + i);
      enqueue("第" + i, Optional.of("same"));
    }
    failures.set(-1);

    try (OutboxDispatcher dispatcher = dispatcher().workers(4).start()) {
      assertThat(dispatcher).isNotNull();
      awaitDelivered(12);
    }

    assertThat(handled).containsExactlyElementsOf(names);
  }

  @Test
  void two_dispatchers_share_the_work_and_nothing_is_handled_twice() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add("人" + i);
      enqueue("人" + i, Optional.empty());
    }

    try (OutboxDispatcher one = dispatcher().start();
        OutboxDispatcher other = dispatcher().start()) {
      assertThat(one).isNotSameAs(other);
      awaitDelivered(60);
    }

    assertThat(handled).containsExactlyInAnyOrderElementsOf(names);
    assertThat(outbox.list(OutboxState.PENDING, 1)).isEmpty();
  }

  @Test
  void a_lease_that_ends_frees_the_message_for_others() throws Exception {
    PreparedMessage message = enqueue("甲", Optional.empty());
    Instant now = Instant.now().plusSeconds(1);

    assertThat(outbox.lease(10, now, now.plusSeconds(60), Set.of())).hasSize(1);
    assertThat(outbox.lease(10, now, now.plusSeconds(60), Set.of())).isEmpty();
    assertThat(outbox.lease(10, now.plusSeconds(61), now.plusSeconds(120), Set.of()))
        .extracting(entry -> entry.message().messageId())
        .containsExactly(message.messageId());
  }

  @Test
  void delivered_messages_go_to_the_archive_with_their_receipts_when_their_time_has_come(
      @TempDir Path archives) throws Exception {
    PreparedMessage message = enqueue("甲", Optional.empty());
    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(dispatcher).isNotNull();
      awaitDelivered(1);
    }
    enqueue("乙", Optional.empty());
    Path file = archives.resolve("archive.ndjson");

    try (ArchiveFile<DeliveredMessage> archive =
        ArchiveFile.open(file, DeliveredMessage.ARCHIVE_FORM)) {
      assertThat(outbox.forget(Instant.now().minusSeconds(60), 10, archive)).isZero();
      assertThat(outbox.forget(Instant.now().plusSeconds(60), 10, archive)).isEqualTo(1);
      assertThat(outbox.forget(Instant.now().plusSeconds(60), 10, archive)).isZero();
    }

    DeliveredMessage kept =
        DeliveredMessage.fromJson(Files.readAllLines(file).get(1).getBytes(UTF_8));
    assertThat(kept.message().body().toByteArray()).isEqualTo(message.body().toByteArray());
    assertThat(new ReceiptVerifier(city.trust()).verify(kept.receipt()).signer()).isEqualTo(HUB);
    assertThat(outbox.find(message.messageId())).isEmpty();
    assertThat(outbox.list(OutboxState.PENDING, 10)).hasSize(1);
  }

  private void awaitDelivered(int count) throws InterruptedException {
    int delivered = 0;
    while (delivered < count) {
      delivered += told.next().startsWith("delivered") ? 1 : 0;
    }
  }

  /** Fails a number of times; told -1, every second time. Questions pass. */
  private HttpResponse unreliable(HttpRequest request) {
    if (request.method().equals("GET")) {
      return network.exchange(request);
    }
    int left = failures.get();
    if (left > 0 || left % 2 == -1) {
      failures.decrementAndGet();
      throw new TransportException("cut", new IOException("cut"));
    }
    if (left < 0) {
      failures.decrementAndGet();
    }
    return network.exchange(request);
  }

  /** Fails once in each of these ways. */
  private static DataSource failing(DataSource database, Queue<Exception> failures) {
    return (DataSource)
        Proxy.newProxyInstance(
            OutboxTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Exception failure = failures.poll();
              if (failure != null) {
                throw failure;
              }
              return method.invoke(database, arguments);
            });
  }

  private OutboxDispatcherBuilder dispatcher() {
    return OutboxDispatcher.builder(client, outbox).listener(told).idle(SHORT).pauses(SHORT, SHORT);
  }

  private PreparedMessage enqueue(String name, Optional<String> key) throws SQLException {
    return enqueue(message(name), key);
  }

  private PreparedMessage enqueue(PreparedMessage message, Optional<String> key)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message, key);
      connection.commit();
    }
    return message;
  }

  private PreparedMessage message(String name) {
    return client.prepare(HUB, Operation.UPSERT, person(name));
  }

  private ExchangeClient client(HttpTransport transport) {
    return builder(transport).maxAttempts(1).build();
  }

  private ExchangeClientBuilder builder(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.enrol(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport);
  }

  private static Person person(String name) {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name(name)
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }

  private static final class Failing implements OutboxListener {

    @Override
    public void delivered(OutboxEntry entry, SignedReceipt receipt) {
      throw new IllegalStateException("A listener that fails");
    }
  }

  private static final class Told implements OutboxListener {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void delivered(OutboxEntry entry, SignedReceipt receipt) {
      events.add("delivered " + entry.message().messageId());
    }

    @Override
    public void postponed(OutboxEntry entry, ExchangeException failure, Instant nextAttempt) {
      events.add("postponed " + entry.message().messageId());
    }

    @Override
    public void dead(OutboxEntry entry, ExchangeException failure) {
      events.add("dead " + entry.message().messageId());
    }

    String next() throws InterruptedException {
      String event = events.poll(30, TimeUnit.SECONDS);
      return event == null ? "nothing for half a minute" : event;
    }
  }
}
