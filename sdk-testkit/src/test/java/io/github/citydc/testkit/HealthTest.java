package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What every process of a hub says of batches that wait, and of rows that cannot be read. */
@ParameterizedClass
@EachDatabase
@Timeout(120)
class HealthTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId NEIGHBOUR = NodeId.parse("440106:11440106007482911C:other");

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private JdbcBatchStore store;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    store = JdbcBatchStore.on(NodeDatabase.of(running.dataSource(), HUB));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private ExchangeClient client(NodeId node) {
    SigningKey key = city.enrol(node);
    return ExchangeClient.builder()
        .self(node)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  private SandboxNode hub(BatchHandler<Person> handler) {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .on(Person.class, (person, context) -> {})
        .onBatch(Person.class, handler)
        .start();
  }

  private static CompletableFuture<UploadReport> upload(ExchangeClient by, int people) {
    return upload(by, people, ForkJoinPool.commonPool());
  }

  private static CompletableFuture<UploadReport> upload(
      ExchangeClient by, int people, Executor executor) {
    return CompletableFuture.supplyAsync(
        () ->
            Uploader.through(by)
                .upload(HUB, Person.class, TestPeople.first(people), ProgressListener.none()),
        executor);
  }

  @Test
  void every_process_of_the_hub_tells_of_a_batch_that_waits_and_its_monitoring_sees_it()
      throws Exception {
    AtomicBoolean inTrouble = new AtomicBoolean(true);
    BatchHandler<Person> handler =
        (people, context) -> {
          if (inTrouble.get()) {
            throw new java.io.IOException("No space left on device");
          }
        };
    try (SandboxNode first = hub(handler);
        ExchangeClient client = client(TIANHE)) {
      assertThat(health(first)).startsWith("200 {\"healthy\":true,\"checks\":{\"inbox\":true");
      CompletableFuture<UploadReport> upload = upload(client, 20);
      await(() -> !delayed().isEmpty());
      assertThat(delayed().get(0).status().delay().orElse("")).contains("No space left on device");
      assertThat(health(first)).startsWith("503 {\"healthy\":false").contains("\"batches\":false");
      assertThat(health(first)).doesNotContain("space", "440106");

      // Another process: it has not met the trouble itself, and its client sees the answer.
      MessageId batch = delayed().get(0).status().batchId();
      try (SandboxNode second = hub(handler)) {
        assertThat(second.node()).isEqualTo(HUB);
        String status =
            new String(
                client.call(HUB, Call.get("/batches/" + batch)).response().body().toByteArray(),
                StandardCharsets.UTF_8);
        assertThat(status)
            .contains("\"delay\":\"The receiver is in trouble")
            .doesNotContain("No space left");
        inTrouble.set(false);
        assertThat(upload.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(20);
        assertThat(delayed()).isEmpty();
        assertThat(health(second)).startsWith("200 ");
      }
    }
  }

  @Test
  void a_batch_that_cannot_be_read_is_given_up_with_its_reason_and_others_go_on() throws Exception {
    AtomicBoolean inTrouble = new AtomicBoolean(true);
    try (SandboxNode hub =
            hub(
                (people, context) -> {
                  if (inTrouble.get()) {
                    throw new java.io.IOException("wait");
                  }
                });
        ExchangeClient client = client(TIANHE);
        ExchangeClient neighbour = client(NEIGHBOUR);
        LogLines log = new LogLines()) {
      CompletableFuture<UploadReport> first = upload(client, 20);
      await(() -> !delayed().isEmpty());
      spoil("UPDATE cdx_batch SET manifest = ?");
      inTrouble.set(false);

      assertThat(upload(neighbour, 10).get(60, TimeUnit.SECONDS).accepted()).isEqualTo(10);
      assertThat(upload(client, 10).get(60, TimeUnit.SECONDS).accepted()).isEqualTo(10);
      assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS))
          .hasMessageContaining("The receiver has given batch");
      assertThat(delayed())
          .singleElement()
          .satisfies(
              given -> {
                assertThat(given.status().state()).isEqualTo(BatchState.FAILED);
                assertThat(given.status().delay().orElse("")).contains("cannot be read");
              });
      await(() -> !log.with("is given up").isEmpty());
      assertThat(log.with("is given up")).hasSize(1);
      assertThat(health(hub)).contains("\"batches\":false");
    }
  }

  @Test
  void rows_that_cannot_be_read_are_left_out_of_lists() throws Exception {
    try (SandboxNode hub = hub((people, context) -> {});
        ExchangeClient client = client(TIANHE)) {
      assertThat(upload(client, 5).get(60, TimeUnit.SECONDS).accepted()).isEqualTo(5);
      assertThat(upload(client, 5).get(60, TimeUnit.SECONDS).accepted()).isEqualTo(5);
      client.send(HUB, TestPeople.number(1));
      client.send(HUB, TestPeople.number(2));
      try (Connection connection = running.dataSource().getConnection()) {
        for (String sql :
            List.of(
                "UPDATE cdx_batch SET state = 'strange' WHERE position ="
                    + " (SELECT MIN(position) FROM cdx_batch)",
                "UPDATE cdx_inbox SET type = 'no type' WHERE message_id ="
                    + " (SELECT MIN(message_id) FROM cdx_inbox)")) {
          assertThat(connection.createStatement().executeUpdate(sql)).isEqualTo(1);
        }
      }
      assertThat(store.latest(Optional.empty(), 10)).hasSize(1);
      assertThat(
              JdbcInbox.on(NodeDatabase.of(running.dataSource(), HUB)).latest(Optional.empty(), 10))
          .hasSize(1);
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @Test
  @Tag("slow")
  void a_sender_with_one_batch_is_served_early_though_another_has_fifty() throws Exception {
    AtomicBoolean open = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(50);
    try (SandboxNode hub =
            hub(
                (people, context) -> {
                  if (!open.get()) {
                    throw new java.io.IOException("not yet");
                  }
                  Thread.sleep(50);
                });
        ExchangeClient client = client(TIANHE);
        ExchangeClient neighbour = client(NEIGHBOUR)) {
      List<CompletableFuture<UploadReport>> fifty =
          IntStream.range(0, 50).mapToObj(i -> upload(client, i + 1, threads)).toList();
      await(() -> store.unfinished(100).size() == 50);
      CompletableFuture<UploadReport> one = upload(neighbour, 10, threads);
      open.set(true);

      assertThat(one.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(10);
      assertThat(store.unfinished(100).size()).isGreaterThan(10);
      for (CompletableFuture<UploadReport> each : fifty) {
        assertThat(each.get(100, TimeUnit.SECONDS).rejected()).isZero();
      }
      assertThat(hub.node()).isEqualTo(HUB);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<AcceptedBatch> delayed() {
    return store.unfinished(10).stream()
        .filter(batch -> batch.status().delay().isPresent())
        .toList();
  }

  private void spoil(String sql) throws Exception {
    try (Connection connection = running.dataSource().getConnection();
        PreparedStatement spoil = connection.prepareStatement(sql)) {
      spoil.setBytes(1, new byte[] {1, 2, 3});
      assertThat(spoil.executeUpdate()).isEqualTo(1);
    }
  }

  private static String health(SandboxNode node) throws Exception {
    URI uri = node.baseUrl().resolve("/health");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
