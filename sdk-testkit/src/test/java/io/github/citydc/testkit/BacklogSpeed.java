package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures an outbox in which many rows wait: {@code h2|postgresql FOLDER ROWS}, as
 * docs/operations.md says.
 */
final class BacklogSpeed {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String DAY = "TIMESTAMP '2026-10-25 20:00:00'";
  private static final int SENT = 3_000;
  private static final int WARM = 1_000;

  private final TestDatabase kind;
  private final Path folder;
  private final long rows;
  private final SandboxCity city = SandboxCity.found("Test Root");
  private final AtomicBoolean down = new AtomicBoolean();
  private final OkHttpTransport network = OkHttpTransport.create();

  private BacklogSpeed(TestDatabase kind, Path folder, long rows) {
    this.kind = kind;
    this.folder = folder;
    this.rows = rows;
  }

  public static void main(String[] arguments) throws Exception {
    new BacklogSpeed(
            TestDatabase.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
            Path.of(arguments[1]),
            Long.parseLong(arguments[2]))
        .run();
    System.exit(0);
  }

  private void run() throws Exception {
    try (SandboxNode hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .on(Person.class, (person, context) -> {})
            .start()) {
      System.out.println(hub.baseUrl());
      backlog("up", Optional.empty());
      backlog("one key", Optional.of("key"));
    }
  }

  private void backlog(String name, Optional<String> key) throws Exception {
    try (TestDatabase.Running running = kind.start(folder.resolve(name.replace(' ', '-')))) {
      JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(running.dataSource(), TIANHE));
      ExchangeClient client = client(request -> exchange(request));
      enqueue(running, outbox, client, key);
      Crowd waiting =
          new Crowd("cdx_outbox")
              .id("message_id", 1)
              .text("receiver", HUB.toString())
              .text("type", "population.person/1")
              .text("state", "PENDING")
              .column("attempts", "0")
              .column("next_attempt", DAY)
              .text("body_digest", "0".repeat(64))
              .bytes("body", kind, new byte[] {0}, 0);
      key.ifPresentOrElse(
          text -> waiting.text("ordering_key", text).text("behind_key", text),
          () -> waiting.text("ready_for", HUB.toString()));
      waiting.fill(running.dataSource(), kind, rows);
      poll(name, outbox);
      send(name, outbox, client);
    }
  }

  private static void poll(String name, JdbcOutbox outbox) {
    Instant now = Instant.now();
    for (int i = 0; i < 200; i++) {
      outbox.lease(4, now, now.plusSeconds(60), Set.of(HUB));
    }
    long start = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      outbox.lease(4, now, now.plusSeconds(60), Set.of(HUB));
    }
    System.out.printf(
        "%s: a poll while the receiver is left alone: %.2f ms%n",
        name, (System.nanoTime() - start) / 500.0 / 1e6);
  }

  /** The receiver is down at first, and then back. */
  private void send(String name, JdbcOutbox outbox, ExchangeClient client) throws Exception {
    down.set(true);
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch warm = new CountDownLatch(SENT - WARM);
    CountDownLatch all = new CountDownLatch(SENT);
    OutboxListener listener =
        new OutboxListener() {
          @Override
          public void delivered(OutboxEntry entry, SignedReceipt receipt) {
            first.countDown();
            warm.countDown();
            all.countDown();
          }
        };
    try (OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client, outbox)
            .listener(listener)
            .pauses(Duration.ofMillis(100), Duration.ofMillis(500))
            .start()) {
      Thread.sleep(5_000);
      down.set(false);
      long back = System.nanoTime();
      first.await();
      long begun = System.nanoTime();
      System.out.printf("%s: first delivery after %.0f ms%n", name, (begun - back) / 1e6);
      warm.await();
      long nearTheEnd = System.nanoTime();
      all.await();
      long end = System.nanoTime();
      System.out.printf(
          "%s: %.0f messages a second, the last thousand %.0f%n",
          name, SENT / ((end - begun) / 1e9), WARM / ((end - nearTheEnd) / 1e9));
      assert dispatcher != null;
    }
  }

  private io.github.citydc.exchange.http.HttpResponse exchange(
      io.github.citydc.exchange.http.HttpRequest request) {
    if (down.get()) {
      throw new TransportException("down", new IOException("down"));
    }
    return network.exchange(request);
  }

  private void enqueue(
      TestDatabase.Running running, JdbcOutbox outbox, ExchangeClient client, Optional<String> key)
      throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = running.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < SENT + 100; i++) {
        outbox.enqueue(
            connection,
            client.prepare(
                HUB, Operation.UPSERT, PersonBuilder.builder(TestPeople.number(i)).build()),
            key);
      }
      connection.commit();
    }
    System.out.printf("enqueued %.0f a second%n", SENT / ((System.nanoTime() - start) / 1e9));
  }

  private ExchangeClient client(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.enrol(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(1)
        .circuit(5, Duration.ofMillis(500))
        .build();
  }
}
