package io.github.citydc.cli.faults;

import io.github.citydc.cli.CdxProcess;
import io.github.citydc.testkit.SandboxCity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hubs and a sender as processes, the way between them, and all that can happen to them. */
final class Stage implements Closeable {

  private static final Duration WRONG_BY = Duration.ofMinutes(10);
  private static final Duration FAR_OFF = Duration.ofDays(2);
  private static final long WRONG_FOR_MILLIS = 800;

  /** As long as it takes a leased item to be left behind by a process with a wrong clock. */
  private static final long WRONG_BEFORE_KILL_MILLIS = 300;

  private final Path folder;
  private final Path cityFolder;
  private final SandboxCity city;
  private final DatabaseServer database;
  private final Tally tally;
  private final List<Hub> hubs = new ArrayList<>();
  private final Way way;

  private Stage(Builder builder) throws IOException {
    folder = builder.folder;
    database = builder.database;
    tally = builder.tally;
    cityFolder = folder.resolve("city");
    city = Vendor.city(cityFolder);
    city.enrol(Vendor.SELF);
    Files.createDirectories(hubFolder());
    for (int i = 0; i < builder.hubs; i++) {
      int port = FreePort.find();
      hubs.add(new Hub(port, () -> startHub(port, builder.handling), tally));
    }
    way = builder.way.to(hubs.stream().map(Hub::port).toList());
  }

  static Builder builder(Path folder, DatabaseServer database, Tally tally) {
    return new Builder(folder, database, tally);
  }

  private CdxProcess startHub(int port, HubMain.Handling handling) {
    return CdxProcess.startMain(
        HubMain.class, cityFolder, hubFolder(), database.place("hub"), port, hubClock(), handling);
  }

  /** The process that sends single messages, never far ahead, with tries without end. */
  CdxProcess sender(int messages) {
    return sender(messages, SenderMain.AHEAD, SenderMain.ATTEMPTS, Hold.NEVER);
  }

  /** The same, held before a message. */
  CdxProcess senderHeld(int messages, long at) {
    return sender(messages, SenderMain.AHEAD, SenderMain.ATTEMPTS, at);
  }

  /** The process that sends single messages. */
  CdxProcess sender(int messages, int ahead, int attempts) {
    return sender(messages, ahead, attempts, Hold.NEVER);
  }

  private CdxProcess sender(int messages, int ahead, int attempts, long hold) {
    return send(SenderMain.class, database.place("sender"), messages, ahead, attempts, hold);
  }

  /** The process that uploads a batch. */
  CdxProcess uploader(int records) {
    return uploaderHeld(records, Hold.NEVER);
  }

  /** The same, held before it reads a record. */
  CdxProcess uploaderHeld(int records, long at) {
    return send(UploaderMain.class, folder.resolve("upload.journal"), records, at);
  }

  /** The process that sends files, each with a message that names it, held before one of them. */
  CdxProcess fileSenderHeld(int files, long at) {
    return send(FileSenderMain.class, folder.resolve("outgoing"), files, at);
  }

  private CdxProcess send(Class<?> main, Object store, Object... plan) {
    List<Object> words = new ArrayList<>(List.of(cityFolder, way.port(), store, senderClock()));
    words.addAll(List.of(plan));
    return CdxProcess.startMain(main, words.toArray());
  }

  /** The databases of both sides crash, and come back. */
  void crashDatabase() {
    database.crash();
    tally.add("database crashed");
  }

  void killHub() {
    hub().kill();
  }

  void restartHub() {
    hub().restart();
  }

  /** Both sides keep on with a clock that is wrong for a moment. */
  void stepHubClockBack() {
    step(hubClock(), WRONG_BY.negated());
  }

  void stepHubClockAhead() {
    step(hubClock(), WRONG_BY);
  }

  void stepHubClockFarAhead() {
    step(hubClock(), FAR_OFF);
  }

  /** The hub is killed while its clock is ahead, and comes back with one that is right. */
  void killHubWithClockAhead() throws Exception {
    SteppedClock.step(hubClock(), WRONG_BY);
    Pause.of(WRONG_BEFORE_KILL_MILLIS);
    tally.add("clock stepped");
    hub().killThen(() -> SteppedClock.step(hubClock(), Duration.ZERO));
  }

  void stepSenderClockBack() {
    step(senderClock(), WRONG_BY.negated());
  }

  void stepSenderClockAhead() {
    step(senderClock(), WRONG_BY);
  }

  void stepSenderClockFarAhead() {
    step(senderClock(), FAR_OFF);
  }

  private void step(Path clock, Duration by) {
    SteppedClock.step(clock, by);
    Pause.of(WRONG_FOR_MILLIS);
    SteppedClock.step(clock, Duration.ZERO);
    tally.add("clock stepped");
  }

  /** Has something be wrong with the hub until it has told so. */
  @SuppressWarnings("try") // Closing it is its use.
  void until(String told, Trouble trouble) throws Exception {
    long before = hub().told(told);
    try (AutoCloseable over = trouble.begin()) {
      hub().awaitMore(told, before);
    }
  }

  /** Begins when it is asked to, and ends when it is closed. */
  @FunctionalInterface
  interface Trouble {

    AutoCloseable begin() throws Exception;
  }

  /** Makes the way to hubs, by their ports. */
  @FunctionalInterface
  interface WayMaker {

    Way to(List<Integer> ports) throws IOException;
  }

  /** Where the hubs keep parts and files. */
  Path hubFolder() {
    return folder.resolve("node");
  }

  private Path hubClock() {
    return folder.resolve("hub.clock");
  }

  private Path senderClock() {
    return folder.resolve("sender.clock");
  }

  /** The first of the hubs. */
  Hub hub() {
    return hubs.get(0);
  }

  List<Hub> hubs() {
    return hubs;
  }

  void stopHubs() {
    hubs.forEach(Hub::stop);
  }

  SandboxCity city() {
    return city;
  }

  DatabaseServer database() {
    return database;
  }

  Tally tally() {
    return tally;
  }

  Way way() {
    return way;
  }

  @Override
  public void close() {
    try (way;
        database) {
      hubs.forEach(Hub::close);
    }
  }

  /** A builder of stages: by default one hub with plain handlers, and a straight way to it. */
  static final class Builder {

    private final Path folder;
    private final DatabaseServer database;
    private final Tally tally;
    private int hubs = 1;
    private HubMain.Handling handling = HubMain.Handling.PLAIN;
    private WayMaker way = ports -> Way.straight(ports.get(0));

    private Builder(Path folder, DatabaseServer database, Tally tally) {
      this.folder = folder;
      this.database = database;
      this.tally = tally;
    }

    Builder over(WayMaker wayToHubs) {
      this.way = wayToHubs;
      return this;
    }

    Builder hubs(int count) {
      this.hubs = count;
      return this;
    }

    Builder handling(HubMain.Handling how) {
      this.handling = how;
      return this;
    }

    /** With hubs that run. */
    Stage open() throws IOException {
      Stage stage = openWithHubsDown();
      try {
        stage.hubs.forEach(Hub::start);
        return stage;
      } catch (RuntimeException | Error e) {
        stage.close();
        throw e;
      }
    }

    Stage openWithHubsDown() throws IOException {
      return new Stage(this);
    }
  }
}
