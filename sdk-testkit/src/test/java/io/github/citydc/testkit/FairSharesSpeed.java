package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * How long a batch of 1,000 records takes alone, and how long while another sender has {@code
 * RECORDS} queued: {@code RECORDS}, 5000000 for the large form.
 */
final class FairSharesSpeed {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId LARGE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId SMALL = NodeId.parse("440106:11440106007482911C:other");
  private static final int RUNS = 9;

  private FairSharesSpeed() {}

  public static void main(String[] arguments) throws Exception {
    long records = Long.parseLong(arguments[0]);
    Path folder = Files.createTempDirectory("fair-shares");
    SandboxCity city = SandboxCity.found("Test Root");
    try (TestDatabase.Running database = TestDatabase.H2.start(folder);
        SandboxNode hub = hub(city, database, folder);
        ExchangeClient large = city.client(LARGE).build();
        ExchangeClient small = city.client(SMALL).build()) {
      PersonTable table = new PersonTable(database.dataSource());
      table.create();
      upload(large, 50_000);
      upload(small, 1000);
      System.out.printf("alone: %.0f ms, median of %d%n", median(small), RUNS);
      CompletableFuture<Void> queued = CompletableFuture.runAsync(() -> upload(large, records));
      awaitWork(table);
      System.out.printf("behind %d: %.0f ms, median of %d%n", records, median(small), RUNS);
      System.out.println("the large batch was " + (queued.isDone() ? "done" : "still there"));
      queued.join();
      System.out.println(hub.node() + " has " + table.rows() + " rows");
    }
    System.exit(0);
  }

  private static void awaitWork(PersonTable table) throws SQLException, InterruptedException {
    while (table.number("SELECT COUNT(*) FROM cdx_batch WHERE state = 'processing'") == 0) {
      Thread.sleep(20);
    }
  }

  private static double median(ExchangeClient client) {
    double[] times = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      upload(client, 1000);
      times[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(times);
    return times[RUNS / 2];
  }

  private static void upload(ExchangeClient client, long records) {
    Uploader.through(client)
        .upload(HUB, Person.class, TestPeople.first(records), ProgressListener.none());
  }

  private static SandboxNode hub(SandboxCity city, TestDatabase.Running database, Path folder) {
    return SandboxNode.builder(city, HUB)
        .storingIn(database.dataSource())
        .contentIn(folder.resolve("content"))
        .on(Person.class, (person, context) -> {})
        .onBatch(Person.class, (people, context) -> PersonTable.save(context.connection(), people))
        .start();
  }
}
