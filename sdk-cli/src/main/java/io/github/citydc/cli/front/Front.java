package io.github.citydc.cli.front;

import io.github.citydc.cli.database.Database;
import io.github.citydc.cli.front.config.FrontConfig;
import io.github.citydc.cli.front.outbound.Intake;
import io.github.citydc.cli.front.store.Items;
import io.github.citydc.cli.front.store.OwnDatabase;
import io.github.citydc.cli.front.work.Loop;
import io.github.citydc.cli.send.DurableSending;
import io.github.citydc.cli.send.JobClaim;
import io.github.citydc.cli.send.ReceiptFolder;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.internal.FileClaim;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.metrics.PrometheusMeters;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A front-end machine at work: it takes what the systems of a vendor put into tables, folders and
 * its port, sends it signed, gives the results back, and hands over what it receives. One process
 * has an installation at a time. Close it to stop it in order: nothing is taken any more, what is
 * under way comes to its end.
 */
public final class Front implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int BUNDLE = 250;
  private static final Duration HOUSEKEEPING = Duration.ofHours(1);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final List<Loop> loops = new ArrayList<>();
  private volatile Supplier<List<Health.Check>> checks = List::of;
  private final NodeId self;
  private Optional<Integer> httpPort = Optional.empty();
  private Optional<Integer> inboundPort = Optional.empty();

  private Front(NodeId self) {
    this.self = self;
  }

  /**
   * What a front-end machine is given beside its settings.
   *
   * @param types the record of a payload type by its name
   * @param language of the reasons it gives back
   * @param clock tells the time
   */
  public record Surroundings(
      Function<String, Class<? extends Payload>> types, Locale language, Clock clock) {}

  /**
   * Starts one.
   *
   * @param config its settings
   * @param around what it is given beside
   * @return the machine, at work
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if a key, a secret or a file is not what it must be
   * @throws IllegalStateException if another process has this installation, or a port
   */
  public static Front start(FrontConfig config, Surroundings around) throws IOException {
    FrontKeys keys = FrontKeys.of(config.keys());
    PrivateFiles.createFolders(config.data());
    HubConnection hub =
        new HubConnection(config.hub(), keys, Optional.of(config.data().resolve("directory")));
    Front front = new Front(hub.link().self());
    front.parts.push(hub);
    try {
      front.begin(config, around, keys, hub);
      return front;
    } catch (IOException | RuntimeException | Error e) {
      front.close();
      throw e;
    }
  }

  private void begin(FrontConfig config, Surroundings around, FrontKeys keys, HubConnection hub)
      throws IOException {
    PrivateFiles.createFolders(config.receipts());
    keep(FileClaim.of(config.data().resolve("front")));
    NodeDatabase database = keep(open(config)).ofSender(self);
    keep(JobClaim.of(database, "front " + self));
    OwnDatabase own = OwnDatabase.in(database);
    new Items(own).endLeases();
    JdbcOutbox outbox = JdbcOutbox.on(database);
    PrometheusMeters meters = PrometheusMeters.of(this::measured);
    ExchangeClient client =
        keep(
            DurableSending.patient(hub.client())
                .receipts(new ReceiptFolder(config.receipts()))
                .listener(meters)
                .build());
    Intake intake =
        new Intake(
            own,
            outbox,
            client,
            new Intake.Target(
                config.hub().node(),
                around.types(),
                around.language(),
                around.clock(),
                config.limits().waiting()));
    OutboxDispatcher dispatcher =
        keep(
            OutboxDispatcher.builder(client, outbox)
                .listener(meters)
                .listener(intake.listener())
                .pauses(FIRST_PAUSE, LONGEST_PAUSE)
                .bundle(BUNDLE)
                .start());
    FrontParts made = new FrontParts(config, around.clock(), own, intake, this::keep);
    checks =
        () -> {
          List<Health.Check> all = new ArrayList<>(health(dispatcher).checks());
          all.add(
              Health.Check.certificate(
                  keys.signing().certificates().get(0), around.clock().instant()));
          all.addAll(made.received());
          return all;
        };
    made.targets().forEach(this::add);
    if (config.inbound().isPresent()) {
      inboundPort =
          Optional.of(
              keep(made.receiver(config.inbound().get(), keys, hub, database, meters)).port());
    }
    made.sources().forEach(this::add);
    add(
        new Loop(
            "housekeeping",
            HOUSEKEEPING,
            () -> {
              new Items(own).forget(around.clock().instant().minus(config.limits().remember()));
              return false;
            }));
    if (config.http().isPresent()) {
      httpPort =
          Optional.of(
              keep(made.http(config.http().get(), () -> health(dispatcher), meters)).port());
    }
  }

  private static Database open(FrontConfig config) throws IOException {
    if (config.database().isEmpty()) {
      return Database.openForService(
          config.data().resolve("front").toString(), Optional.empty(), Optional.empty());
    }
    FrontConfig.Login login = config.database().get();
    Optional<String> password =
        login.password().isPresent()
            ? Optional.of(login.password().get().read())
            : Optional.empty();
    return Database.openForService(login.url(), login.user(), password);
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private void add(Loop loop) {
    loops.add(keep(loop));
    loop.start();
  }

  private List<Health.Check> measured() {
    return checks.get();
  }

  private Health health(OutboxDispatcher dispatcher) {
    List<Health.Check> checks = new ArrayList<>(dispatcher.health().checks());
    loops.forEach(loop -> checks.add(loop.health()));
    return new Health(checks);
  }

  /**
   * Which node it is.
   *
   * @return its id
   */
  public NodeId self() {
    return self;
  }

  /**
   * The port for the programs of this machine.
   *
   * @return the port, empty if there is none
   */
  public Optional<Integer> httpPort() {
    return httpPort;
  }

  /**
   * The port at which the node receives.
   *
   * @return the port, empty if it receives nothing
   */
  public Optional<Integer> inboundPort() {
    return inboundPort;
  }

  /** What was begun last ends first. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop in order: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }
}
