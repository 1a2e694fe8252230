package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Errors, which are no exceptions, in what a node does again and again by itself: it survives them,
 * tells of them once, and goes on.
 */
@Timeout(120)
class LoopErrorsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String KEY = TIANHE + "#0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");
  private static final Duration SHORT = Duration.ofMillis(10);

  private final AtomicInteger remaining = new AtomicInteger();
  private final AtomicInteger thrown = new AtomicInteger();
  @TempDir private Path folder;

  static Stream<Arguments> errors() {
    List<Error> errors =
        List.of(
            new NoClassDefFoundError("com/example/Missing"),
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError());
    return TestDatabase.chosen().stream()
        .flatMap(kind -> errors.stream().map(error -> Arguments.of(kind, error)));
  }

  /** A database that fails in threads of a name, as long as failures remain. */
  private DataSource failing(DataSource database, String thread, Error error) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")
                  && Thread.currentThread().getName().startsWith(thread)
                  && remaining.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                thrown.incrementAndGet();
                throw error;
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("errors")
  void the_work_on_batches_and_its_housekeeping_go_on(TestDatabase kind, Error error)
      throws InterruptedException {
    remaining.set(5);
    SandboxCity city = SandboxCity.found("Test Root");
    try (TestDatabase.Running database = kind.start(folder);
        LogLines log = new LogLines();
        SandboxNode hub =
            SandboxNode.builder(city, HUB)
                .storingIn(failing(database.dataSource(), "cdx-batch-worker", error))
                .contentIn(folder.resolve("content"))
                .on(Person.class, (person, context) -> {})
                .start();
        ExchangeClient client = client(city)) {
      UploadReport report =
          Uploader.through(client)
              .upload(HUB, Person.class, TestPeople.first(20), ProgressListener.none());

      assertThat(report.accepted()).isEqualTo(20);
      assertThat(thrown)
          .as("three times in housekeeping, then where batches are taken")
          .hasValue(5);
      String name = error.getClass().getSimpleName();
      assertThat(log.with("The work on batches cannot be done"))
          .singleElement()
          .asString()
          .contains(name);
      // Said by the hub after the batch, whose report may be here before.
      await(() -> !log.with("The work on batches goes on after 2 failures").isEmpty());
      assertThat(log.with("The work on batches goes on")).hasSize(1);
      assertThat(log.with("The removal of content cannot be done"))
          .as("of served parts, of unused ones and of what a crash has left, each once")
          .hasSize(3)
          .allMatch(line -> line.contains(name));
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void the_work_on_the_outbox_goes_on(TestDatabase kind, Error error) throws Exception {
    SandboxCity city = SandboxCity.found("Test Root");
    try (TestDatabase.Running database = kind.start(folder);
        LogLines log = new LogLines();
        SandboxNode hub =
            SandboxNode.builder(city, HUB)
                .storingIn(folder.resolve("hub"))
                .on(Person.class, (person, context) -> {})
                .start();
        ExchangeClient client = client(city)) {
      JdbcOutbox outbox =
          JdbcOutbox.on(
              NodeDatabase.of(failing(database.dataSource(), "cdx-outbox-feeder", error), TIANHE));
      enqueue(database.dataSource(), outbox, client);
      remaining.set(3);

      try (OutboxDispatcher dispatcher =
          OutboxDispatcher.builder(client, outbox).idle(SHORT).pauses(SHORT, SHORT).start()) {
        await(() -> outbox.list(OutboxState.DELIVERED, 10).size() == 1);
        assertThat(dispatcher.health().isHealthy()).isTrue();
      }

      assertThat(thrown).hasValue(3);
      assertThat(log.with("The work on the outbox cannot be done"))
          .singleElement()
          .asString()
          .contains(error.getClass().getSimpleName());
      assertThat(log.with("The work on the outbox goes on after 3 failures")).hasSize(1);
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void nonces_are_claimed_though_those_that_are_over_cannot_be_removed(
      TestDatabase kind, Error error) throws Exception {
    AtomicInteger minutes = new AtomicInteger();
    try (TestDatabase.Running database = kind.start(folder);
        LogLines log = new LogLines()) {
      JdbcReplayGuard guard =
          JdbcReplayGuard.on(
              NodeDatabase.of(failing(database.dataSource(), "", error), HUB),
              new Minutes(minutes));
      for (int minute = 0; minute < 3; minute++) {
        minutes.set(minute);
        remaining.set(minute < 2 ? 1 : 0);
        guard.claim(KEY, "nonce " + minute, NOW.plus(Duration.ofMinutes(minute)));
      }

      assertThat(thrown).hasValue(2);
      assertThat(log.with("nonces that are over cannot be done")).hasSize(1);
      assertThat(log.with("nonces that are over goes on after 2 failures")).hasSize(1);
      assertThat(new PersonTable(database.dataSource()).number("SELECT COUNT(*) FROM cdx_nonce"))
          .as("the first two are over, the last is not")
          .isEqualTo(1);
    }
  }

  private static final class Minutes extends Clock {

    private final AtomicInteger minutes;

    Minutes(AtomicInteger minutes) {
      this.minutes = minutes;
    }

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
      return NOW.plus(Duration.ofMinutes(minutes.get())).plusMillis(1);
    }
  }

  private static void enqueue(DataSource database, JdbcOutbox outbox, ExchangeClient client)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(
          connection,
          client.prepare(HUB, Operation.UPSERT, TestPeople.number(1)),
          Optional.empty());
      connection.commit();
    }
  }

  private static ExchangeClient client(SandboxCity city) {
    SigningKey key = city.enrol(TIANHE);
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
