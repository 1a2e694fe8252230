package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import io.github.citydc.testkit.SandboxNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A hub as a process: every payload is recorded in the transaction that stores its message. Its
 * arguments are the folder of the city, its own folder, its database, its port, and the file of its
 * clock.
 */
final class HubMain {

  static final String READY = "ready";

  private static final Duration LEASE = Duration.ofSeconds(3);

  private HubMain() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    Database database = Database.open(args[2], Optional.empty(), Optional.empty());
    SandboxNode node =
        SandboxNode.builder(Vendor.city(Path.of(args[0])), Vendor.HUB)
            .storingIn(database.dataSource())
            .contentIn(folder.resolve("content"))
            .batches(reception -> reception.lease(LEASE))
            .port(Integer.parseInt(args[3]))
            .clock(SteppedClock.of(Path.of(args[4])))
            .recordingEverything()
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
    System.out.println("{\"" + READY + "\":true}");
    Thread.currentThread().join();
  }
}
