package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.reception.BatchListener;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trouble of the receiver waits, faults of the data reject, and neither stops the others. */
@ParameterizedClass
@EachStore
class BatchTroubleTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId NEIGHBOUR = NodeId.parse("440106:11440106007482911C:other");
  private static final int PEOPLE = 300;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<String> events = new CopyOnWriteArrayList<>();

  /** Requests wait until it is completed. */
  private final AtomicReference<CompletableFuture<Void>> passing =
      new AtomicReference<>(CompletableFuture.completedFuture(null));

  private final AtomicReference<MessageId> waiting = new AtomicReference<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private ExchangeClient client;
  private ExchangeClient neighbour;
  private PersonTable register;

  @BeforeEach
  void start() throws SQLException {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    client = client(TIANHE);
    neighbour = client(NEIGHBOUR);
    register = new PersonTable(running.dataSource());
    register.create();
  }

  @AfterEach
  void stop() {
    client.close();
    neighbour.close();
    running.close();
  }

  private ExchangeClient client(NodeId node) {
    SigningKey key = city.enrol(node);
    return ExchangeClient.builder()
        .self(node)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(
            request -> {
              passing.get().join();
              return network.exchange(request);
            })
        .build();
  }

  private SandboxNode hub(BatchHandler<Person> handler) {
    BatchListener listener =
        new BatchListener() {
          @Override
          public void delayed(NodeId sender, MessageId batch, String reason) {
            events.add("delayed " + reason);
            waiting.set(batch);
          }

          @Override
          public void resumed(NodeId sender, MessageId batch) {
            events.add("resumed");
          }
        };
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .batches(reception -> reception.chunk(50).listener(listener))
        .on(Person.class, (person, context) -> {})
        .onBatch(Person.class, handler)
        .start();
  }

  private CompletableFuture<UploadReport> upload(ExchangeClient by, Stream<Person> people) {
    return CompletableFuture.supplyAsync(
        () -> Uploader.through(by).upload(HUB, Person.class, people, ProgressListener.none()));
  }

  @Test
  void a_folder_of_parts_that_is_not_mounted_is_waited_for_and_nothing_is_rejected()
      throws Exception {
    Path content = folder.resolve("content");
    Path away = folder.resolve("away");
    CompletableFuture<UploadReport> upload = uploadToAHubInTrouble();
    Files.move(content, away);
    events.clear();

    try (SandboxNode second =
        hub((people, context) -> PersonTable.save(context.connection(), people))) {
      await(() -> !events.isEmpty());
      assertThat(events.get(0)).contains("StorageException").contains("it has no mark");
      assertThat(status(waiting.get())).contains("\"delay\":\"The receiver is in trouble");
      assertThat(register.rows()).isZero();
      assertThat(content).doesNotExist();
      CompletableFuture<UploadReport> another = upload(neighbour, TestPeople.first(10));

      Files.move(away, content);
      UploadReport report = upload.get(60, TimeUnit.SECONDS);

      assertThat(report.accepted()).isEqualTo(PEOPLE);
      assertThat(report.rejected()).isZero();
      assertThat(another.get(30, TimeUnit.SECONDS).accepted()).isEqualTo(10);
      assertThat(register.rows()).isEqualTo(PEOPLE + 10);
      assertThat(events).containsSubsequence("resumed").filteredOn("resumed"::equals).hasSize(1);
      assertThat(status(waiting.get())).doesNotContain("delay");
      assertThat(second.node()).isEqualTo(HUB);
    }
  }

  /** The uploader waits for the batch, and has the parts still. */
  @Test
  void parts_that_are_gone_are_sent_again_and_nothing_is_rejected() throws Exception {
    CompletableFuture<UploadReport> upload = uploadToAHubInTrouble();
    CompletableFuture<Void> noticed = new CompletableFuture<>();
    passing.set(noticed);
    Files.move(folder.resolve("content").resolve("batch-parts"), folder.resolve("away"));
    events.clear();

    try (SandboxNode second =
        hub((people, context) -> PersonTable.save(context.connection(), people))) {
      await(() -> !events.isEmpty());
      assertThat(events.get(0)).startsWith("delayed").contains("NoSuchFileException");
      assertThat(register.rows()).isZero();
      noticed.complete(null);
      UploadReport report = upload.get(60, TimeUnit.SECONDS);

      assertThat(report.accepted()).isEqualTo(PEOPLE);
      assertThat(report.rejected()).isZero();
      assertThat(register.rows()).isEqualTo(PEOPLE);
      assertThat(second.node()).isEqualTo(HUB);
    } finally {
      noticed.complete(null);
    }
  }

  /** The hub has accepted a batch and stored nothing of it, and has ended. */
  private CompletableFuture<UploadReport> uploadToAHubInTrouble() throws Exception {
    try (SandboxNode hub =
        hub(
            (people, context) -> {
              throw new SQLTransientConnectionException("no database", "08001");
            })) {
      CompletableFuture<UploadReport> upload = upload(client, TestPeople.first(PEOPLE));
      await(() -> waiting.get() != null);
      assertThat(hub.node()).isEqualTo(HUB);
      return upload;
    }
  }

  private String status(MessageId batch) {
    return new String(
        client.call(HUB, Call.get("/batches/" + batch)).response().body().toByteArray(),
        StandardCharsets.UTF_8);
  }

  /** The kinds of trouble a handler can be in. */
  private static void fail(String trouble) throws Exception {
    switch (trouble) {
      case "class" -> throw new NoClassDefFoundError("com/example/Missing");
      case "memory" -> throw new OutOfMemoryError("Java heap space");
      case "disk" -> throw new java.io.IOException("No space left on device");
      default -> throw new SQLException("connection refused", "08001");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "memory", "disk", "database"})
  void trouble_of_a_handler_is_waited_out_and_others_go_on(String trouble) throws Exception {
    AtomicBoolean inTrouble = new AtomicBoolean(true);
    try (SandboxNode hub =
        hub(
            (people, context) -> {
              if (inTrouble.get() && context.manifest().sender().equals(TIANHE)) {
                fail(trouble);
              }
              PersonTable.save(context.connection(), people);
            })) {
      CompletableFuture<UploadReport> upload = upload(client, TestPeople.first(PEOPLE));
      await(() -> waiting.get() != null);
      assertThat(upload(neighbour, TestPeople.first(10)).get(30, TimeUnit.SECONDS).accepted())
          .isEqualTo(10);
      assertThat(upload).isNotDone();
      inTrouble.set(false);

      assertThat(upload.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(PEOPLE);
      assertThat(register.rows()).isEqualTo(PEOPLE + 10);
      assertThat(events).hasSize(2).last().isEqualTo("resumed");
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @Test
  void a_record_that_exhausts_the_stack_is_rejected_alone() throws Exception {
    try (SandboxNode hub =
        hub(
            (people, context) -> {
              for (Person person : people) {
                if (person.name().equals("深渊")) {
                  throw new StackOverflowError();
                }
              }
              PersonTable.save(context.connection(), people);
            })) {
      UploadReport report =
          upload(client, Stream.concat(TestPeople.first(20), Stream.of(named("深渊"))))
              .get(60, TimeUnit.SECONDS);

      assertThat(report.accepted()).isEqualTo(20);
      assertThat(report.rejections()).extracting(Rejection::code).containsExactly("internal");
      assertThat(register.rows()).isEqualTo(20);
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @Test
  void what_is_told_as_accepted_is_stored_though_the_handler_hides_its_failures() throws Exception {
    try (SandboxNode hub =
        hub(
            (people, context) -> {
              PersonTable.save(context.connection(), people);
              for (Person person : people) {
                if (person.name().equals("失败")) {
                  try {
                    context.connection().createStatement().execute("SELECT 1/0");
                  } catch (SQLException e) {
                    // As a handler should not.
                  }
                }
              }
            })) {
      UploadReport report =
          upload(client, Stream.concat(TestPeople.first(120), Stream.of(named("失败"))))
              .get(60, TimeUnit.SECONDS);

      assertThat(report.accepted() + report.rejected()).isEqualTo(121);
      assertThat(register.rows()).isEqualTo(report.accepted());
      assertThat(report.accepted()).isGreaterThanOrEqualTo(120);
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @Tag("slow")
  @Test
  void a_large_batch_lets_those_of_others_pass() throws Exception {
    try (SandboxNode hub =
        hub(
            (people, context) -> {
              PersonTable.save(context.connection(), people);
              if (context.manifest().sender().equals(TIANHE)) {
                Thread.sleep(400);
              }
            })) {
      CompletableFuture<UploadReport> large = upload(client, TestPeople.first(1000));
      await(() -> rows() > 0);

      UploadReport small = upload(neighbour, TestPeople.first(10)).get(30, TimeUnit.SECONDS);

      assertThat(small.accepted()).isEqualTo(10);
      assertThat(large).isNotDone();
      assertThat(large.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(1000);
      assertThat(register.rows()).isEqualTo(1010);
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  private long rows() {
    try {
      return register.rows();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Person named(String name) {
    return PersonBuilder.builder(TestPeople.number(7)).name(name).build();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
