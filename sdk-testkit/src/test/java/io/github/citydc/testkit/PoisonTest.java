package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that always fail stop no others, and a receiver that is busy is not given up. */
@ParameterizedClass
@EachDatabase
@Timeout(120)
class PoisonTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final int POISON = 10;
  private static final int GOOD = 100;
  private static final int OF_A_THOUSAND = 1000 - POISON;
  private static final int TRIES = 4;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final AtomicInteger handled = new AtomicInteger();
  private final List<String> circuits = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private SandboxCity city;
  private SandboxNode hub;
  private SigningKey key;
  private JdbcOutbox outbox;

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    database = kind.start(folder);
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .limits(Limits.builder().requestsPerNode(4).build())
            .on(
                Person.class,
                (person, context) -> {
                  if (person.name().equals("异常")) {
                    throw new IllegalStateException("the register does not understand them");
                  }
                  if (person.name().equals("错误")) {
                    throw new NoClassDefFoundError("com/example/Missing");
                  }
                  handled.incrementAndGet();
                })
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
    database.close();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"异常", "错误"})
  void messages_that_always_fail_die_with_their_reason_and_stop_no_others(String name)
      throws Exception {
    ExchangeClient client = client(network, 3);
    enqueue(client, name, POISON);
    enqueue(client, "张三", OF_A_THOUSAND);

    try (OutboxDispatcher dispatcher = dispatch(client)) {
      await(() -> handled.get() == OF_A_THOUSAND);
      await(() -> outbox.list(OutboxState.DEAD, GOOD).size() == POISON);
      assertThat(dispatcher).isNotNull();
    }

    assertThat(outbox.list(OutboxState.DELIVERED, 2 * OF_A_THOUSAND)).hasSize(OF_A_THOUSAND);
    assertThat(outbox.list(OutboxState.DEAD, GOOD))
        .allSatisfy(
            dead -> {
              assertThat(dead.attempts()).isEqualTo(TRIES);
              assertThat(dead.lastFailure().orElse("")).startsWith("internal");
            });
    assertThat(circuits).isEmpty();
  }

  @Test
  void what_this_node_itself_fails_on_counts_as_tries_too() throws Exception {
    ExchangeClient honest = client(network, 1);
    enqueue(honest, "王五", POISON);
    enqueue(honest, "张三", GOOD);
    String poisoned = honest.prepare(HUB, Operation.UPSERT, named("王五")).body().toText();
    HttpTransport failing =
        request -> {
          // Nobody can tell what it is in a bundle that it fails on.
          if (request.uri().getPath().endsWith("/bundles")
              || request.body().toText().contains("王五")) {
            throw new IllegalStateException("a bug of the transport");
          }
          return network.exchange(request);
        };
    assertThat(poisoned).contains("王五");

    try (OutboxDispatcher dispatcher = dispatch(client(failing, 1))) {
      await(() -> outbox.list(OutboxState.DEAD, GOOD).size() == POISON);
      await(() -> handled.get() == GOOD);
      assertThat(dispatcher).isNotNull();
    }

    assertThat(outbox.list(OutboxState.DEAD, GOOD))
        .allSatisfy(
            dead -> assertThat(dead.lastFailure().orElse("")).contains("IllegalStateException"));
    assertThat(circuits).isEmpty();
  }

  @Test
  void a_row_that_holds_no_message_dies_and_the_others_are_sent() throws Exception {
    ExchangeClient client = client(network, 1);
    enqueue(client, "张三", 3);
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement spoil =
            connection.prepareStatement(
                "UPDATE cdx_outbox SET body = ? WHERE position ="
                    + " (SELECT MIN(position) FROM cdx_outbox)")) {
      spoil.setBytes(1, new byte[] {1, 2, 3});
      assertThat(spoil.executeUpdate()).isEqualTo(1);
    }

    try (OutboxDispatcher dispatcher = dispatch(client)) {
      await(() -> handled.get() == 2);
      assertThat(dispatcher).isNotNull();
    }

    assertThat(
            new PersonTable(database.dataSource())
                .number("SELECT COUNT(*) FROM cdx_outbox WHERE state = 'DEAD'"))
        .isEqualTo(1);
  }

  @Test
  void a_client_keeps_the_pace_of_a_healthy_hub_however_many_threads_it_has() throws Exception {
    ExchangeClient client = client(network, 3);
    ExecutorService threads = Executors.newFixedThreadPool(40);
    try {
      List<Future<?>> sent =
          IntStream.range(0, 200)
              .<Future<?>>mapToObj(i -> threads.submit(() -> client.send(HUB, named("张三"))))
              .toList();
      for (Future<?> each : sent) {
        assertThat(each.get(100, TimeUnit.SECONDS)).isNotNull();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(handled).hasValue(200);
    assertThat(client.leftAlone()).isEmpty();
  }

  private OutboxDispatcher dispatch(ExchangeClient client) {
    return OutboxDispatcher.builder(client, outbox)
        .idle(SHORT)
        .pauses(SHORT, Duration.ofMillis(100))
        .maxAttempts(TRIES)
        .receiptAfter(SHORT)
        .listener(
            new OutboxListener() {
              @Override
              public void circuitOpened(NodeId node, ExchangeException failure, Duration pause) {
                circuits.add(String.valueOf(failure.getMessage()));
              }

              @Override
              public void dead(OutboxEntry entry, ExchangeException failure) {
                assertThat(failure.isRetryable()).isTrue();
              }
            })
        .start();
  }

  private void enqueue(ExchangeClient client, String name, int count) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < count; i++) {
        outbox.enqueue(
            connection, client.prepare(HUB, Operation.UPSERT, named(name)), Optional.empty());
      }
      connection.commit();
    }
  }

  private ExchangeClient client(HttpTransport transport, int maxAttempts) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(maxAttempts)
        .build();
  }

  private static Person named(String name) {
    return PersonBuilder.builder(TestPeople.number(7)).name(name).build();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
