package io.github.citydc.cli.faults;

import io.github.citydc.cli.CdxProcess;
import io.github.citydc.testkit.SandboxCity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A hub and a sender as processes, the wires between them, and all that can happen to them. */
final class Stage implements Closeable {

  private static final Duration WRONG_BY = Duration.ofMinutes(10);
  private static final Duration WRONG_FOR = Duration.ofSeconds(2);

  private final Path folder;
  private final Path cityFolder;
  private final SandboxCity city;
  private final DatabaseServer database;
  private final int hubPort = FreePort.find();
  private final FaultProxy wires;
  private CdxProcess hub;

  Stage(Path folder, DatabaseServer database, long seed, int reach) throws IOException {
    this.folder = folder;
    this.database = database;
    this.cityFolder = folder.resolve("city");
    this.city = Vendor.city(cityFolder);
    city.enrol(Vendor.SELF);
    Files.createDirectories(folder.resolve("node"));
    this.wires = new FaultProxy(hubPort, seed, reach);
    this.hub = startHub();
  }

  private CdxProcess startHub() {
    CdxProcess started =
        CdxProcess.startMain(
            HubMain.class,
            cityFolder,
            folder.resolve("node"),
            database.place("hub"),
            hubPort,
            hubClock());
    started.awaitLines(HubMain.READY, 1);
    return started;
  }

  /** The process that sends single messages. */
  CdxProcess sender(int messages) {
    return sender(SenderMain.class, database.place("sender"), messages);
  }

  /** The process that uploads a batch. */
  CdxProcess uploader(int records) {
    return sender(UploaderMain.class, folder.resolve("upload.journal"), records);
  }

  private CdxProcess sender(Class<?> main, Object store, int count) {
    return CdxProcess.startMain(main, cityFolder, wires.port(), store, senderClock(), count);
  }

  void killHub() {
    hub.kill();
    hub = startHub();
  }

  /** Stops it in an orderly way (SIGTERM), and starts it again. */
  void restartHub() {
    hub.terminate();
    hub = startHub();
  }

  void stopHub() {
    hub.terminate();
  }

  void stepHubClock() throws InterruptedException {
    step(hubClock(), WRONG_BY);
  }

  void stepSenderClockBack() throws InterruptedException {
    step(senderClock(), WRONG_BY.negated());
  }

  void stepSenderClockAhead() throws InterruptedException {
    step(senderClock(), WRONG_BY);
  }

  private static void step(Path clock, Duration by) throws InterruptedException {
    SteppedClock.step(clock, by);
    Thread.sleep(WRONG_FOR.toMillis());
    SteppedClock.step(clock, Duration.ZERO);
  }

  /** Has the disk of the hub be full until something is seen of it. */
  void fillDisk(Runnable seen) throws Exception {
    try (HubDisk disk = HubDisk.of(this)) {
      disk.fill();
      seen.run();
    }
  }

  private Path hubClock() {
    return folder.resolve("hub.clock");
  }

  private Path senderClock() {
    return folder.resolve("sender.clock");
  }

  CdxProcess hub() {
    return hub;
  }

  SandboxCity city() {
    return city;
  }

  DatabaseServer database() {
    return database;
  }

  /** Where the hub answers without a fault. */
  int hubPort() {
    return hubPort;
  }

  FaultProxy wires() {
    return wires;
  }

  @Override
  public void close() {
    try (wires;
        database) {
      hub.close();
    }
  }
}
