package io.github.citydc.testkit;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Measures an outbox in front of a hub in the same process, both on the same kind of database:
 * {@code h2|postgresql FOLDER MESSAGES BUNDLE}, as docs/benchmarks.md says.
 */
final class BundleSpeed {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int THREADS = 4;
  private static final int ROUNDS = 4;
  private static final int LONE = 300;
  private static final int SIZED = 400;

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final ExchangeClient client =
      ExchangeClient.builder()
          .self(TIANHE)
          .signer(HttpSignatures.signer(city.enrol(TIANHE)))
          .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
          .directory(city.directory())
          .build();
  private final TestDatabase.Running database;
  private final JdbcOutbox outbox;
  private volatile Semaphore delivered = new Semaphore(0);

  private BundleSpeed(TestDatabase.Running database) {
    this.database = database;
    this.outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
  }

  public static void main(String[] arguments) throws Exception {
    TestDatabase kind = TestDatabase.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Path folder = Path.of(arguments[1]);
    try (TestDatabase.Running sender = kind.start(folder.resolve("sender"));
        TestDatabase.Running receiver = kind.start(folder.resolve("receiver"))) {
      new BundleSpeed(sender)
          .run(receiver, folder, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }
    System.exit(0);
  }

  private void run(TestDatabase.Running receiver, Path folder, int messages, int bundle)
      throws Exception {
    try (SandboxNode hub =
            SandboxNode.builder(city, HUB)
                .storingIn(receiver.dataSource())
                .contentIn(folder.resolve("content"))
                .on(Person.class, (person, context) -> {})
                .start();
        OutboxDispatcher dispatcher =
            OutboxDispatcher.builder(client, outbox)
                .bundle(bundle)
                .listener(
                    new OutboxListener() {
                      @Override
                      public void delivered(OutboxEntry entry, SignedReceipt receipt) {
                        delivered.release();
                      }
                    })
                .start()) {
      System.out.printf("%s, bundles of %d, %s%n", hub.baseUrl(), bundle, dispatcher.health());
      for (int round = 1; round <= ROUNDS; round++) {
        System.out.printf(
            "round %d: enqueued, each in a transaction, and delivered: %.0f a second%n",
            round, messages / enqueueAndAwait(messages));
      }
      lone();
    }
    try (SandboxNode hub =
        SandboxNode.builder(city, HUB)
            .storingIn(receiver.dataSource())
            .contentIn(folder.resolve("content"))
            .on(Person.class, (person, context) -> {})
            .start()) {
      System.out.println(hub.baseUrl());
      for (int kilobytes : new int[] {1, 4, 16, 64, 256, 1024}) {
        sized(kilobytes);
      }
    }
  }

  private double enqueueAndAwait(int messages) throws Exception {
    delivered = new Semaphore(0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch enqueued = new CountDownLatch(THREADS);
    long start = System.nanoTime();
    for (int thread = 0; thread < THREADS; thread++) {
      threads.execute(
          () -> {
            for (int i = 0; i < messages / THREADS; i++) {
              enqueue(client.prepare(HUB, Operation.UPSERT, person(i)));
            }
            enqueued.countDown();
          });
    }
    enqueued.await();
    double enqueuing = (System.nanoTime() - start) / 1e9;
    delivered.acquire(messages / THREADS * THREADS);
    double all = (System.nanoTime() - start) / 1e9;
    threads.shutdown();
    System.out.printf("  the last is enqueued after %.1f s of %.1f s%n", enqueuing, all);
    return all;
  }

  /** From the commit to the stored receipt of a message that is by itself. */
  private void lone() throws Exception {
    double[] millis = new double[LONE];
    for (int i = 0; i < LONE; i++) {
      delivered = new Semaphore(0);
      PreparedMessage message = client.prepare(HUB, Operation.UPSERT, person(i));
      Thread.sleep(20);
      enqueue(message);
      long committed = System.nanoTime();
      delivered.acquire();
      millis[i] = (System.nanoTime() - committed) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "a lone message: p50 %.1f ms, p90 %.1f ms%n", millis[LONE / 2], millis[LONE * 9 / 10]);
  }

  private void sized(int kilobytes) {
    double[] millis = new double[SIZED];
    for (int i = 0; i < SIZED; i++) {
      PreparedMessage message = filled(kilobytes * 1024, i);
      long start = System.nanoTime();
      client.send(message);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis, SIZED / 2, SIZED);
    System.out.printf(
        "a message of %d KB, sent: p50 %.1f ms, p90 %.1f ms%n",
        kilobytes, millis[SIZED * 3 / 4], millis[SIZED * 19 / 20]);
  }

  private PreparedMessage filled(int bytes, int number) {
    Envelope envelope = client.prepare(HUB, Operation.UPSERT, person(number)).envelope();
    Envelope filled =
        envelope.toBuilder()
            .extensions(
                Map.of(
                    "filler",
                    TextNode.valueOf("x".repeat(Math.max(1, bytes - envelope.toJson().length)))))
            .build();
    return new PreparedMessage(filled, Content.of(filled.toJson()));
  }

  private void enqueue(PreparedMessage message) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message, Optional.empty());
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Person person(int number) {
    return PersonBuilder.builder(TestPeople.number(7)).name("人" + number).build();
  }
}
