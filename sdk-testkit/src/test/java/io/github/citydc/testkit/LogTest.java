package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the log of a sender and a hub when things fail: who, what, why, no values. */
@Timeout(120)
class LogTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration SHORT = Duration.ofMillis(20);

  /** Stands in the payload, and in what handlers and databases throw. */
  private static final String MARK = "秘密值42";

  private static final String PHONE = "13900139042";

  private final LogLines log = new LogLines();
  @TempDir private Path folder;
  private TestDatabase.Running database;
  private SandboxCity city;
  private ExchangeClient client;
  private JdbcOutbox outbox;

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    SigningKey key = city.enrol(TIANHE);
    database = TestDatabase.H2.start(folder);
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    client =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(key))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .transport(OkHttpTransport.create())
            .maxAttempts(1)
            .build();
  }

  @AfterEach
  void nothingOfThePayloadWasLogged() {
    client.close();
    database.close();
    log.close();
    assertThat(log.all())
        .allSatisfy(
            line ->
                assertThat(line)
                    .doesNotContain(MARK, PHONE, TestPeople.number(7).idNumber())
                    .doesNotContain("\u001b")
                    .hasSizeLessThan(1500));
  }

  @FunctionalInterface
  private interface Taking {

    void take(List<Person> people) throws Exception;
  }

  private SandboxNode hub(Taking handler) {
    return SandboxNode.builder(city, HUB)
        .storingIn(folder.resolve("hub"))
        .batches(reception -> reception.chunk(50))
        .on(Person.class, (person, context) -> handler.take(List.of(person)))
        .onBatch(Person.class, (people, context) -> handler.take(people))
        .start();
  }

  @Test
  void a_message_that_is_postponed_and_dies_has_a_line_each_on_both_sides() throws Exception {
    String id = enqueue();
    try (SandboxNode hub =
            hub(
                people -> {
                  throw new IllegalStateException(
                      "cannot save " + people.get(0).name(), new SQLException(PHONE, "23505"));
                });
        OutboxDispatcher dispatcher = dispatch()) {
      await(() -> !outbox.list(OutboxState.DEAD, 10).isEmpty());
      assertThat(hub.node()).isNotNull();
      assertThat(dispatcher).isNotNull();
    }
    assertThat(log.with("postponed until"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains(id, HUB.toString(), "(internal)"));
    assertThat(log.with("is a dead letter"))
        .singleElement()
        .asString()
        .contains(id, HUB.toString(), "after attempt 3: asked for the receipt: ")
        .endsWith("ProblemException (not-found)");
    assertThat(log.with("could not be handled"))
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("Message " + id + " of " + TIANHE)
                    .endsWith(
                        "IllegalStateException (cannot save …): SQLException with SQLSTATE 23505"
                            + " (…)"));
    assertThat(log.with("\tat ")).isEmpty();
  }

  @Test
  void a_circuit_that_opens_has_one_line_with_the_reason() throws Exception {
    try (SandboxNode hub = hub(people -> {})) {
      assertThat(hub.node()).isNotNull();
    }
    for (int i = 0; i < 20; i++) {
      enqueue();
    }
    try (OutboxDispatcher dispatcher = dispatch()) {
      await(() -> !log.with("The circuit of").isEmpty());
      assertThat(dispatcher).isNotNull();
    }
    assertThat(log.with("The circuit of"))
        .singleElement()
        .asString()
        .contains(HUB + " is open for 30 s", "TransportException", "ConnectException");
    assertThat(log.with(" postponed until ").size()).isBetween(1, 20);
  }

  @Test
  void a_batch_whose_records_all_fail_has_one_line() throws Exception {
    try (SandboxNode hub =
        hub(
            people -> {
              throw new IllegalArgumentException("duplicate key " + people.get(0).name());
            })) {
      UploadReport report = upload(300);
      assertThat(report.rejected()).isEqualTo(300);
      assertThat(hub.node()).isNotNull();
    }
    assertThat(log.with("IllegalArgumentException"))
        .singleElement()
        .asString()
        .contains(
            "failed on records of batch",
            TIANHE.toString(),
            "part 0, line 1",
            "IllegalArgumentException (duplicate key …)");
  }

  @Test
  void a_full_disk_is_said_in_the_words_of_the_disk_once() throws Exception {
    AtomicBoolean full = new AtomicBoolean(true);
    try (SandboxNode hub =
        hub(
            people -> {
              if (full.get()) {
                throw new IOException("No space left on device");
              }
            })) {
      Thread later =
          new Thread(
              () -> {
                try {
                  await(() -> !log.with("waits").isEmpty());
                  Thread.sleep(1500);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                full.set(false);
              });
      later.start();
      assertThat(upload(10).accepted()).isEqualTo(10);
      later.join();
      assertThat(hub.node()).isNotNull();
    }
    assertThat(log.with("waits"))
        .singleElement()
        .asString()
        .contains("Batch", TIANHE.toString(), "IOException (No space left on device)");
    assertThat(log.with("goes on")).hasSize(1);
  }

  private UploadReport upload(int people) {
    Stream<Person> records = IntStream.range(0, people).mapToObj(i -> marked());
    return Uploader.through(client).upload(HUB, Person.class, records, ProgressListener.none());
  }

  private String enqueue() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      var message = client.prepare(HUB, Operation.UPSERT, marked());
      outbox.enqueue(connection, message, Optional.empty());
      connection.commit();
      return message.messageId().toString();
    }
  }

  private static Person marked() {
    return PersonBuilder.builder(TestPeople.number(7)).name(MARK).build();
  }

  private OutboxDispatcher dispatch() {
    return OutboxDispatcher.builder(client, outbox)
        .idle(SHORT)
        .pauses(SHORT, Duration.ofMillis(100))
        .maxAttempts(3)
        .start();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
