package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.reception.BatchListener;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** A clock of a receiver that was wrong for a while leaves no batch behind. */
@ParameterizedClass
@EachStore
class BatchClockTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId NEIGHBOUR = NodeId.parse("440106:11440106007482911C:other");
  private static final int PEOPLE = 50;

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final AtomicBoolean delayed = new AtomicBoolean();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private PersonTable register;

  @BeforeEach
  void start() throws SQLException {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    register = new PersonTable(running.dataSource());
    register.create();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void a_batch_put_off_while_the_clock_was_two_days_fast_goes_on_when_it_is_right()
      throws Exception {
    try (SandboxNode hub = hub();
        ExchangeClient client = client()) {
      CompletableFuture<UploadReport> upload = CompletableFuture.supplyAsync(() -> upload(client));

      assertThat(upload.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(PEOPLE);
      assertThat(register.rows()).isEqualTo(PEOPLE);
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @Test
  void a_turn_that_began_while_the_clock_was_two_days_fast_ends_when_it_is_right()
      throws Exception {
    List<NodeId> order = new CopyOnWriteArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (SandboxNode hub = steppingHub(order);
        ExchangeClient client = client();
        ExchangeClient neighbour = client(NEIGHBOUR)) {
      List<Future<UploadReport>> uploads =
          List.of(threads.submit(() -> upload(client)), threads.submit(() -> upload(neighbour)));
      for (Future<UploadReport> upload : uploads) {
        assertThat(upload.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(PEOPLE);
      }
      assertThat(hub.node()).isEqualTo(HUB);
    } finally {
      threads.shutdownNow();
    }

    // The clock is right again with the second record: that turn ends, and the first sender goes
    // on.
    assertThat(order).hasSize(2 * PEOPLE);
    NodeId second = order.get(1);
    assertThat(second).isNotEqualTo(order.get(0));
    int first = 2 + order.subList(2, order.size()).indexOf(order.get(0));
    assertThat(first).isLessThan(order.lastIndexOf(second));
  }

  /** Its clock is two days ahead from the first record to the second. */
  private SandboxNode steppingHub(List<NodeId> order) {
    JdbcBatchStore store = JdbcBatchStore.on(NodeDatabase.of(running.dataSource(), HUB));
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .clock(new Time())
        .batches(reception -> reception.chunk(1))
        .on(Person.class, (person, context) -> {})
        .onBatch(
            Person.class,
            (people, context) -> {
              order.add(context.sender());
              while (order.size() == 1 && store.unfinished(10).size() < 2) {
                Thread.sleep(10);
              }
              ahead.set(order.size() == 1 ? Duration.ofDays(2) : Duration.ZERO);
            })
        .start();
  }

  private static UploadReport upload(ExchangeClient client) {
    return Uploader.through(client)
        .upload(HUB, Person.class, TestPeople.first(PEOPLE), ProgressListener.none());
  }

  /** Its clock goes wrong, and its database away, with the first records. */
  private void save(List<Person> people, Connection connection) throws SQLException {
    if (!delayed.getAndSet(true)) {
      ahead.set(Duration.ofDays(2));
      throw new SQLTransientConnectionException("no database", "08001");
    }
    PersonTable.save(connection, people);
  }

  private SandboxNode hub() {
    BatchListener listener =
        new BatchListener() {
          @Override
          public void delayed(NodeId sender, MessageId batch, String reason) {
            ahead.set(Duration.ZERO);
          }
        };
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .clock(new Time())
        .batches(reception -> reception.listener(listener))
        .on(Person.class, (person, context) -> {})
        .onBatch(Person.class, (people, context) -> save(people, context.connection()))
        .start();
  }

  private ExchangeClient client() {
    return client(TIANHE);
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

  /** The time of the hub, which a test can set wrong. */
  private final class Time extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead.get());
    }
  }
}
