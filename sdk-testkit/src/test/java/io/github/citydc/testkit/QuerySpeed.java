package io.github.citydc.testkit;

import com.sun.management.OperatingSystemMXBean;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.query.Queries;
import io.github.citydc.exchange.query.Query;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures queries by grants, each recorded on the disk, beside messages that are validated, signed
 * and receipted like any, and stored nowhere ({@link ForgettingInbox}), from 8 threads to hubs in
 * the same process: {@code h2|postgresql FOLDER QUERIES ROUNDS}, as docs/benchmarks.md says. Within
 * a round, short blocks of both alternate, and each is the first in every other pair, so that what
 * else the machine does hits both alike.
 */
final class QuerySpeed {

  private static final int THREADS = 8;
  private static final int BLOCKS = 10;
  private static final NodeId SINK = NodeId.parse("440100:114401000074821105:sink");

  private QuerySpeed() {}

  public static void main(String[] arguments) throws Exception {
    TestDatabase kind = TestDatabase.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    Path folder = Path.of(arguments[1]);
    int count = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (SharingHub hub = SharingHub.start(kind.startForSpeed(folder.resolve("hub")), folder);
        TestDatabase.Running nonces = kind.startForSpeed(folder.resolve("sink"));
        SandboxNode sink =
            SandboxNode.builder(hub.city(), SINK)
                .storingIn(nonces.dataSource())
                .on(Person.class, (person, context) -> {})
                .decorating(
                    receiver ->
                        receiver.inbox(
                            new ForgettingInbox(NodeDatabase.of(nonces.dataSource(), SINK))))
                .start();
        ExchangeClient sender = hub.client(SharingHub.STRANGER);
        ExchangeClient client = hub.client(SharingHub.READER)) {
      hub.grant(SharingHub.grantOf(SharingHub.GRANT, SharingHub.PEOPLE, "姓名", "性别").build());
      hub.register("p-1", TestPeople.number(1));
      Query query =
          Query.builder(SharingHub.PEOPLE)
              .key(Map.of("id", "p-1"))
              .purpose(SharingHub.PURPOSE)
              .grant(SharingHub.GRANT)
              .build();
      Person person = TestPeople.number(1);
      Callable<?> sending = () -> sender.send(sink.node(), person);
      Callable<?> asking = () -> Queries.through(client).ask(SharingHub.HUB, query);
      double[] ratios = new double[rounds];
      double[] costs = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        Pace messages = new Pace();
        Pace queries = new Pace();
        for (int block = 0; block < BLOCKS; block++) {
          boolean queriesFirst = block % 2 == 1;
          if (queriesFirst) {
            queries.add(threads, count / BLOCKS, asking);
          }
          messages.add(threads, count / BLOCKS, sending);
          if (!queriesFirst) {
            queries.add(threads, count / BLOCKS, asking);
          }
        }
        ratios[round] = queries.rate() / messages.rate();
        costs[round] = messages.processor() / queries.processor();
        System.out.printf(
            "round %d: messages without storage %.0f a second and %.2f ms of processor each, queries"
                + " %.0f and %.2f ms, ratio %.2f, of processor %.2f%n",
            round + 1,
            messages.rate(),
            messages.processor(),
            queries.rate(),
            queries.processor(),
            ratios[round],
            costs[round]);
      }
      Arrays.sort(ratios);
      Arrays.sort(costs);
      System.out.printf(
          "median of the ratios: %.2f, of processor %.2f%n", ratios[rounds / 2], costs[rounds / 2]);
    } finally {
      threads.shutdown();
    }
    System.exit(0);
  }

  /** How fast one of the two went in a round, over all of its blocks. */
  private static final class Pace {

    private static final OperatingSystemMXBean SYSTEM =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private long done;
    private long nanos;
    private long processorNanos;

    /** Works through a block, as much of it in each thread. */
    void add(ExecutorService threads, int count, Callable<?> work) throws Exception {
      long used = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      for (Future<Integer> thread :
          threads.invokeAll(Collections.nCopies(THREADS, times(count / THREADS, work)))) {
        done += thread.get();
      }
      nanos += System.nanoTime() - start;
      processorNanos += SYSTEM.getProcessCpuTime() - used;
    }

    private static Callable<Integer> times(int count, Callable<?> work) {
      return () -> {
        for (int i = 0; i < count; i++) {
          work.call();
        }
        return count;
      };
    }

    /** How many a second. */
    double rate() {
      return done / (nanos / 1e9);
    }

    /** Milliseconds of processor time that this process took for each, both sides. */
    double processor() {
      return processorNanos / 1e6 / done;
    }
  }
}
