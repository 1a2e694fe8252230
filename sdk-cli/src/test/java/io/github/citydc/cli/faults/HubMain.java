package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.SandboxNodeBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A hub as a process: every payload is recorded in the transaction that stores its message. Its
 * arguments are the folder of the city, its own folder, its database, its port, the file of its
 * clock, and what its handlers are like.
 */
final class HubMain {

  static final String READY = "ready";
  static final String CONTENT = "content";

  private static final Duration LEASE = Duration.ofSeconds(3);

  private HubMain() {}

  /** What the handlers are like. */
  enum Handling {
    PLAIN,
    /** They take their time with batches. */
    SLOW,
    /** They do what handlers must not do. */
    FAULTY,
    /** They are plain, and queries are answered. */
    SHARING
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    Database database = Database.open(args[2], Optional.empty(), Optional.empty());
    SandboxNodeBuilder builder =
        SandboxNode.builder(Vendor.city(Path.of(args[0])), Vendor.HUB)
            .storingIn(database.dataSource())
            .contentIn(folder.resolve(CONTENT))
            .batches(reception -> reception.lease(LEASE))
            .port(Integer.parseInt(args[3]))
            .clock(SteppedClock.of(Path.of(args[4])));
    Handling handling = Handling.valueOf(args[5]);
    HubRegister.in(database.dataSource()).receive(builder, handling);
    if (handling == Handling.SHARING) {
      builder.endpoint(HubQueries.offer(database.dataSource()));
    }
    SandboxNode node = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
    System.out.println("{\"" + READY + "\":true}");
    Thread.currentThread().join();
  }
}
