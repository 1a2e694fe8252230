package io.github.citydc.cli.front;

import io.github.citydc.cli.front.config.FrontConfig;
import io.github.citydc.cli.front.config.FrontConfig.InFolder;
import io.github.citydc.cli.front.config.FrontConfig.InTable;
import io.github.citydc.cli.front.config.FrontConfig.OutFolder;
import io.github.citydc.cli.front.config.FrontConfig.OutTable;
import io.github.citydc.cli.front.config.FrontConfig.Target;
import io.github.citydc.cli.front.config.FrontConfig.Webhook;
import io.github.citydc.cli.front.inbound.Arrivals;
import io.github.citydc.cli.front.inbound.FolderTarget;
import io.github.citydc.cli.front.inbound.TableTarget;
import io.github.citydc.cli.front.inbound.WebhookTarget;
import io.github.citydc.cli.front.outbound.FolderSource;
import io.github.citydc.cli.front.outbound.Intake;
import io.github.citydc.cli.front.outbound.MessagesServlet;
import io.github.citydc.cli.front.outbound.TableSource;
import io.github.citydc.cli.front.store.Deliveries;
import io.github.citydc.cli.front.store.OwnDatabase;
import io.github.citydc.cli.front.store.TakenFiles;
import io.github.citydc.cli.front.work.Loop;
import io.github.citydc.cli.front.work.Pool;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.testkit.metrics.MetricsServlet;
import io.github.citydc.testkit.metrics.PrometheusMeters;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the parts of a front-end machine as its settings say. */
final class FrontParts {

  private static final Duration SOON = Duration.ofMillis(200);

  private final FrontConfig config;
  private final Clock clock;
  private final Intake intake;
  private final TakenFiles files;
  private final Deliveries deliveries;
  private final Keeping keeping;
  private final int together;
  private volatile Supplier<List<Health.Check>> received = List::of;

  /** Closes what is kept in the end. */
  @FunctionalInterface
  interface Keeping {

    void keep(AutoCloseable part);
  }

  FrontParts(
      FrontConfig config, Clock clock, OwnDatabase database, Intake intake, Keeping keeping) {
    this.config = config;
    this.clock = clock;
    this.intake = intake;
    this.files = new TakenFiles(database);
    this.deliveries = new Deliveries(database);
    this.keeping = keeping;
    this.together = config.limits().together();
  }

  private Pool pool(FrontConfig.Login login) throws IOException {
    Pool pool = Pool.of(login);
    keeping.keep(pool);
    return pool;
  }

  List<Loop> sources() throws IOException {
    List<Loop> loops = new ArrayList<>();
    for (OutTable table : config.tables()) {
      TableSource source =
          new TableSource(table, pool(table.database()), intake, config.receipts(), together);
      loops.add(new Loop(table.name(), table.poll(), source::step));
    }
    for (OutFolder folder : config.folders()) {
      FolderSource source = new FolderSource(folder, intake, files, config.receipts(), together);
      keeping.keep(source);
      loops.add(new Loop(folder.name(), folder.poll(), source::step));
    }
    return loops;
  }

  List<Loop> targets() throws IOException {
    List<Loop> loops = new ArrayList<>();
    for (Target target : config.inbound().map(FrontConfig.Inbound::targets).orElse(List.of())) {
      loops.add(new Loop(target.name(), SOON, step(target)));
    }
    return loops;
  }

  private Loop.Step step(Target target) throws IOException {
    if (target instanceof InTable table) {
      return new TableTarget(
              table.name(), table.table(), pool(table.database()), deliveries, clock, together)
          ::step;
    }
    if (target instanceof InFolder folder) {
      return new FolderTarget(folder.name(), folder.folder(), deliveries, clock, together)::step;
    }
    return new WebhookTarget((Webhook) target, deliveries, clock, together)::step;
  }

  /** What the receiving side finds, empty if there is none. */
  List<Health.Check> received() {
    return received.get();
  }

  /** The receiving side of the node. */
  LocalServer receiver(
      FrontConfig.Inbound inbound,
      FrontKeys keys,
      HubConnection hub,
      NodeDatabase database,
      PrometheusMeters meters)
      throws IOException {
    ExchangeReceiverBuilder builder =
        ExchangeReceiver.builder()
            .self(hub.link().self())
            .signer(HttpSignatures.signer(keys.signing()))
            .verifier(hub.verifier())
            .inbox(JdbcInbox.on(database))
            .listener(meters);
    keys.decryption()
        .ifPresent(
            key -> builder.decryption(new PayloadDecryptor(hub.link().self(), List.of(key))));
    new Arrivals(deliveries, inbound.targets(), config.limits().waiting(), clock)
        .receiveWith(builder);
    ExchangeReceiver receiver = builder.build();
    received = () -> receiver.health().checks();
    keeping.keep(receiver.start());
    return LocalServer.start(
        inbound.address(),
        inbound.port(),
        inbound.tls() ? Optional.of(tls(keys)) : Optional.empty(),
        Map.of(ExchangeReceiver.DEFAULT_BASE_PATH + "/*", new ExchangeServlet(receiver)));
  }

  private static TlsContext tls(FrontKeys keys) throws IOException {
    NodeFolder folder =
        keys.folder()
            .filter(NodeFolder::hasTls)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "inbound.tls: there are no tls-key.pem and tls-certificate.pem in the"
                            + " folder of the keys"));
    return folder.tls(TlsProfile.standard(), keys.passphrase()).build();
  }

  /** The port of this machine: health and meters, and messages if there is a token. */
  LocalServer http(FrontConfig.Http http, Supplier<Health> health, PrometheusMeters meters)
      throws IOException {
    Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    servlets.put("/health", new FrontHealthServlet(health));
    servlets.put("/metrics", new MetricsServlet(meters));
    if (http.token().isPresent()) {
      servlets.put(
          "/messages/*", new MessagesServlet(intake, config.receipts(), http.token().get().read()));
    }
    return LocalServer.start(http.address(), http.port(), Optional.empty(), servlets);
  }
}
