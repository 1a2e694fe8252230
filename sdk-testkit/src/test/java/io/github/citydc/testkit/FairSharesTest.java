package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * The batches of several senders are worked on in turns by weight. Time passes by the clock of the
 * hub only: each transaction takes as long as the test says.
 */
@ParameterizedClass
@EachDatabase
class FairSharesTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId LARGE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId SMALL = NodeId.parse("440106:11440106007482911C:other");
  private static final int CHUNK = 10;

  private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
  private final List<NodeId> turns = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(3);
  private final CountDownLatch queued = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    running.close();
  }

  @Test
  void a_small_batch_waits_for_one_transaction_of_a_large_one_and_not_for_its_end()
      throws Exception {
    try (SandboxNode hub = hub(1, Duration.ofMillis(250))) {
      upload(hub, 60, 3);

      int first = turns.indexOf(SMALL);
      assertThat(turns).hasSize(63);
      assertThat(turns.subList(first, first + 5))
          .as("each in its turn, one transaction a turn")
          .containsExactly(SMALL, LARGE, SMALL, LARGE, SMALL);
      assertThat(first).as("three before it was there, and the one under way").isLessThan(6);
    }
  }

  @Test
  void a_sender_of_weight_three_gets_three_times_as_much_while_another_waits() throws Exception {
    try (SandboxNode hub = hub(3, Duration.ofMillis(200))) {
      upload(hub, 40, 8);

      int first = turns.indexOf(SMALL);
      assertThat(turns.subList(first, first + 9))
          .containsExactly(SMALL, LARGE, LARGE, LARGE, SMALL, LARGE, LARGE, LARGE, SMALL);
    }
  }

  @Test
  void who_has_little_to_do_waits_for_one_transaction_and_not_for_the_turn_of_another_each_time()
      throws Exception {
    Semaphore transactions = new Semaphore(10);
    try (SandboxNode hub = gated(transactions);
        ExchangeClient one = city.client(LARGE).build();
        ExchangeClient other = city.client(SMALL).build()) {
      Future<UploadReport> large = threads.submit(() -> send(one, 40));
      for (int i = 1; i <= 3; i++) {
        awaitTransactions(transactions);
        int before = turns.size();
        Future<UploadReport> small = threads.submit(() -> send(other, 1));
        awaitBatches(i + 1);
        transactions.release();
        assertThat(small.get(1, TimeUnit.MINUTES).accepted()).isEqualTo(CHUNK);
        assertThat(turns.subList(before, before + 2))
            .as("small batch %d", i)
            .containsExactly(LARGE, SMALL);
      }
      transactions.release(100);
      assertThat(large.get(1, TimeUnit.MINUTES).accepted()).isEqualTo(40 * CHUNK);
      assertThat(hub.refusals()).isEmpty();
    }
  }

  /** Until the large one has used what it may, and waits within a transaction. */
  private static void awaitTransactions(Semaphore transactions) throws InterruptedException {
    while (transactions.availablePermits() > 0 || !transactions.hasQueuedThreads()) {
      Thread.sleep(5);
    }
  }

  /** Each transaction takes 20 milliseconds, and one of the large sender needs a permit. */
  private SandboxNode gated(Semaphore transactions) {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .clock(clock())
        .on(Person.class, (person, context) -> {})
        .onBatch(
            Person.class,
            (people, context) -> {
              if (context.sender().equals(LARGE) && !transactions.tryAcquire(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The test has ended");
              }
              turns.add(context.sender());
              passed.updateAndGet(Duration.ofMillis(20)::plus);
            })
        .batches(batches -> batches.chunk(CHUNK).workers(1))
        .start();
  }

  @Test
  void nobody_gives_way_while_nobody_waits() throws Exception {
    try (SandboxNode hub = hub(1, Duration.ofMillis(250));
        ExchangeClient client = city.client(LARGE).build()) {
      begun.countDown();
      queued.countDown();
      assertThat(send(client, 10).accepted()).isEqualTo(10 * CHUNK);
      assertThat(turns).hasSize(10);
      assertThat(hub.refusals()).isEmpty();
    }
  }

  /** The large batch is under way when the small one comes. */
  private void upload(SandboxNode hub, int large, int small) throws Exception {
    try (ExchangeClient one = city.client(LARGE).build();
        ExchangeClient other = city.client(SMALL).build()) {
      Future<UploadReport> first = threads.submit(() -> send(one, large));
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      Future<UploadReport> second = threads.submit(() -> send(other, small));
      awaitBatches(2);
      queued.countDown();
      assertThat(second.get(1, TimeUnit.MINUTES).accepted()).isEqualTo((long) small * CHUNK);
      assertThat(first.get(1, TimeUnit.MINUTES).accepted()).isEqualTo((long) large * CHUNK);
      assertThat(hub.refusals()).isEmpty();
    }
  }

  private void awaitBatches(int count) throws Exception {
    PersonTable table = new PersonTable(running.dataSource());
    while (table.number("SELECT COUNT(*) FROM cdx_batch") < count) {
      Thread.sleep(20);
    }
  }

  private static UploadReport send(ExchangeClient client, int chunks) {
    List<Person> people = new ArrayList<>(TestPeople.first((long) chunks * CHUNK).toList());
    return Uploader.through(client)
        .upload(HUB, RecordSource.of(Person.class, people.iterator()), UploadOptions.standard());
  }

  private SandboxNode hub(int weight, Duration transaction) {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .clock(clock())
        .on(Person.class, (person, context) -> {})
        .onBatch(
            Person.class,
            (people, context) -> {
              turns.add(context.sender());
              begun.countDown();
              if (turns.size() > 3 && !queued.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The small batch does not come");
              }
              passed.updateAndGet(transaction::plus);
            })
        .batches(
            batches ->
                batches
                    .chunk(CHUNK)
                    .workers(1)
                    .weights(sender -> sender.equals(LARGE) ? weight : 1))
        .start();
  }

  private Clock clock() {
    Clock system = ChinaTime.clock();
    return new Clock() {
      private final Instant begin = system.instant();

      @Override
      public ZoneId getZone() {
        return system.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return system.withZone(zone);
      }

      @Override
      public Instant instant() {
        return begin.plus(passed.get());
      }
    };
  }
}
