package io.github.citydc.testkit;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.exchange.audit.AuditTrail;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.jdbc.JdbcAuditLog;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.records.RecordLog;
import io.github.citydc.exchange.records.RecordOffer;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.PayloadDecryption;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.HostNames;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.testkit.fault.Faults;
import io.github.citydc.testkit.internal.Console;
import io.github.citydc.testkit.internal.DutyView;
import io.github.citydc.testkit.internal.FaultFilter;
import io.github.citydc.testkit.internal.FaultyAnswers;
import io.github.citydc.testkit.internal.InboxView;
import io.github.citydc.testkit.internal.NodeFacts;
import io.github.citydc.testkit.internal.ProblemLog;
import io.github.citydc.testkit.internal.ShiftedClock;
import io.github.citydc.testkit.metrics.PrometheusMeters;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A builder of {@link SandboxNode}. Not thread-safe. */
public final class SandboxNodeBuilder {

  /** The name of the database in the folder of a node, without the ending H2 gives its file. */
  public static final String DATABASE = "hub";

  private final SandboxCity city;
  private final NodeId node;
  private final SandboxStorage storage = new SandboxStorage();
  private final SandboxFeatures features = new SandboxFeatures();
  private TrustStore trust;
  private UnaryOperator<ExchangeReceiverBuilder> decoration = UnaryOperator.identity();
  private Clock clock = ChinaTime.clock();
  private Limits limits = Limits.standard();
  private int port;
  private Optional<TlsContext> tls = Optional.empty();
  private NodeTls connecting = NodeTls.ANYBODY;
  private boolean audited;

  SandboxNodeBuilder(SandboxCity city, NodeId node) {
    this.city = city;
    this.node = node;
    this.trust = city.trust();
  }

  /**
   * Sets the folder of the database, the parts of batches, and the files. By default the node keeps
   * everything in memory, as {@link #inMemory} says.
   *
   * @param folder created if it is not there
   * @return this builder
   */
  public SandboxNodeBuilder storingIn(Path folder) {
    storage.in(folder);
    return this;
  }

  /**
   * Keeps everything in memory, and the parts of batches and files in a temporary folder; it ends
   * when the node is closed. This is the default.
   *
   * @return this builder
   */
  public SandboxNodeBuilder inMemory() {
    storage.inMemory();
    return this;
  }

  /**
   * Sets the folder for the parts of batches and the files that messages refer to, by default next
   * to the database.
   *
   * @param folder created if it is not there; for content only
   * @return this builder
   */
  public SandboxNodeBuilder contentIn(Path folder) {
    storage.contentIn(folder);
    return this;
  }

  /**
   * Sets the store for the parts of batches and the files that messages refer to, in place of a
   * folder.
   *
   * @param store for the content of this node only; several instances of the node may share it
   * @return this builder
   */
  public SandboxNodeBuilder contentIn(ContentStore store) {
    storage.contentIn(store);
    return this;
  }

  /**
   * Sets the database, in place of H2 in memory.
   *
   * @param dataSource gives connections, best from a pool; not closed by the node
   * @return this builder
   */
  public SandboxNodeBuilder storingIn(DataSource dataSource) {
    storage.in(dataSource);
    return this;
  }

  /**
   * Sets the port. By default any free port.
   *
   * @param number 1 to 65535, or 0 for any
   * @return this builder
   */
  public SandboxNodeBuilder port(int number) {
    this.port = number;
    return this;
  }

  /**
   * Uses https instead of http. Its address stays that of the loopback interface, {@code
   * https://127.0.0.1:…}.
   *
   * @param context has a key with a certificate for 127.0.0.1, as {@link
   *     SandboxCity#tls(TlsProfile, HostNames)} makes it
   * @return this builder
   */
  public SandboxNodeBuilder tls(TlsContext context) {
    this.tls = Optional.of(context);
    this.connecting = NodeTls.ANYBODY;
    return this;
  }

  /**
   * Uses https, and accepts only clients with a certificate.
   *
   * @param context as for {@link #tls}; trusts the authorities of its clients
   * @return this builder
   */
  public SandboxNodeBuilder tlsWithClientCertificates(TlsContext context) {
    this.tls = Optional.of(context);
    this.connecting = NodeTls.CERTIFIED;
    return this;
  }

  /**
   * Sets the limits of the node. By default {@link Limits#standard()}.
   *
   * @param receiverLimits the limits
   * @return this builder
   */
  public SandboxNodeBuilder limits(Limits receiverLimits) {
    this.limits = receiverLimits;
    return this;
  }

  /**
   * Accepts payloads of a type.
   *
   * @param payload the record
   * @param handler what to do with it
   * @param <P> the record's class
   * @return this builder
   */
  public <P extends Payload> SandboxNodeBuilder on(Class<P> payload, MessageHandler<P> handler) {
    features.add(receiver -> receiver.on(payload, handler));
    return this;
  }

  /**
   * Accepts the records of batches of a type, many at a time. The type needs a handler of single
   * messages, too.
   *
   * @param payload the record
   * @param handler what to do with them
   * @param <P> the record's class
   * @return this builder
   */
  public <P extends Payload> SandboxNodeBuilder onBatch(Class<P> payload, BatchHandler<P> handler) {
    features.addToBatches(batch -> batch.onBatch(payload, handler));
    return this;
  }

  /**
   * Changes how batches are received. By default as {@link BatchReception#into} has it.
   *
   * @param change sets what is to be otherwise
   * @return this builder
   */
  public SandboxNodeBuilder batches(UnaryOperator<BatchReception.Builder> change) {
    features.batches(change);
    return this;
  }

  /**
   * Decrypts encrypted payloads, and accepts payloads of some types only if they are encrypted.
   *
   * @param opening has the keys of this node
   * @param required the types that must be encrypted
   * @return this builder
   */
  public SandboxNodeBuilder decryption(PayloadDecryption opening, Predicate<PayloadType> required) {
    features.add(receiver -> receiver.decryption(opening).requireEncryption(required));
    return this;
  }

  /**
   * Accepts payloads of some types only if they are encrypted for the node.
   *
   * @param types which
   * @return this builder
   */
  public SandboxNodeBuilder requiringEncryption(Predicate<PayloadType> types) {
    features.add(receiver -> receiver.requireEncryption(types));
    return this;
  }

  /**
   * Changes how files are received. By default as {@link FileReception#into} has it.
   *
   * @param change sets what is to be otherwise
   * @return this builder
   */
  public SandboxNodeBuilder files(UnaryOperator<FileReception.Builder> change) {
    features.files(change);
    return this;
  }

  /**
   * Accepts payloads of all types of version 1, and stores each in a row of the table {@code
   * cdx_sandbox_record}: type, sender, message id, operation, payload as JSON. What may not follow
   * in the life of a document, a case, an event, a task, a catalog entry, an application for
   * sharing or a grant is refused.
   *
   * @return this builder
   */
  public SandboxNodeBuilder recordingEverything() {
    features.record();
    return this;
  }

  /**
   * Records everything, and also payloads of an own type, in the same way.
   *
   * @param ownType a record that is not of version 1; call it again for another
   * @return this builder
   */
  public SandboxNodeBuilder recording(Class<? extends Payload> ownType) {
    features.record(ownType);
    return this;
  }

  /**
   * Sets what the node trusts. By default the root of its city, without looking at revocation; with
   * it for example {@code city.trust().revocation(check)}.
   *
   * @param store the roots, and whether and how revocation is checked
   * @return this builder
   */
  public SandboxNodeBuilder trust(TrustStore store) {
    this.trust = store;
    return this;
  }

  /**
   * Records everything, and lets every node pull what it records of a type from then on: each
   * payload is a record of its own in an information resource made up for the type; deletions are
   * left out, as a sandbox does not know what they delete. Instead of {@link #offering}.
   *
   * @param type a payload type of version 1; call it again for another
   * @return this builder
   */
  public SandboxNodeBuilder offeringRecorded(Class<? extends Payload> type) {
    return offeringRecorded(type, ShareType.UNCONDITIONAL);
  }

  /**
   * Records everything, and offers what it records of a type from then on as {@link
   * #offeringRecorded(Class)} does, in an information resource of another share type: no node was
   * granted one of type 2, and no node may read one of type 3.
   *
   * @param type a payload type of version 1
   * @param shared the share type of the resource
   * @return this builder
   */
  public SandboxNodeBuilder offeringRecorded(Class<? extends Payload> type, ShareType shared) {
    features.offer(PayloadType.of(type), shared);
    return this;
  }

  /**
   * Keeps an audit trail in the table {@code cdx_audit} of its database. By default it keeps none.
   *
   * @return this builder
   */
  public SandboxNodeBuilder auditing() {
    audited = true;
    return this;
  }

  /** Changes the receiver last: for nodes that tests make wrong on purpose. */
  SandboxNodeBuilder decorating(UnaryOperator<ExchangeReceiverBuilder> change) {
    this.decoration = change;
    return this;
  }

  /**
   * Restricts the algorithms that the node uses and accepts. By default {@link
   * AlgorithmProfile#GENERAL}.
   *
   * @param algorithms the profile
   * @return this builder
   */
  public SandboxNodeBuilder profile(AlgorithmProfile algorithms) {
    features.add(receiver -> receiver.profile(algorithms));
    return this;
  }

  /**
   * Sets the clock of the node, so that tests can show the effects of a wrong clock. By default the
   * time of this machine.
   *
   * @param nodeClock tells when messages are signed, verified and accepted
   * @return this builder
   */
  public SandboxNodeBuilder clock(Clock nodeClock) {
    this.clock = nodeClock;
    return this;
  }

  /**
   * Publishes a catalog and offers the records of its resources.
   *
   * @param catalog the information resources
   * @param records the changes of their records
   * @param policy who may read which
   * @return this builder
   */
  public SandboxNodeBuilder offering(Catalog catalog, RecordLog records, ReadPolicy policy) {
    return endpoint(RecordOffer.of(catalog, records, policy));
  }

  /**
   * Publishes a catalog and offers the records of its resources by grants. Each page that gives
   * some away is recorded in the database of the node.
   *
   * @param catalog the information resources
   * @param records the changes of their records
   * @param grants who may read what
   * @return this builder
   */
  public SandboxNodeBuilder offering(Catalog catalog, RecordLog records, Grants grants) {
    features.addWithDatabase(
        (receiver, database) ->
            receiver.endpoint(
                RecordOffer.of(catalog, records, grants, JdbcUseLog.on(database, clock))));
    return this;
  }

  /**
   * Adds resources: those of a feature, or of one's own.
   *
   * @param endpoint answers verified requests
   * @return this builder
   */
  public SandboxNodeBuilder endpoint(Endpoint endpoint) {
    features.add(receiver -> receiver.endpoint(endpoint));
    return this;
  }

  /**
   * Adds resources that need parts of the receiver, such as its clock and its rules.
   *
   * @param factory makes the endpoint when the node starts
   * @return this builder
   */
  public SandboxNodeBuilder endpoint(EndpointFactory factory) {
    features.add(receiver -> receiver.endpoint(factory));
    return this;
  }

  /**
   * Starts the node with the key it has in the city, enrolled if it has none, and enters its
   * address into the directory of the city.
   *
   * @return the running node
   * @throws IllegalStateException if the port is taken, or the server does not start for another
   *     reason
   */
  public SandboxNode start() {
    try (Preparation preparation = Preparation.begin()) {
      Preparation.Part<SandboxStorage.Opened> opening =
          preparation.add(() -> storage.open(node), opened -> opened.database().close());
      Preparation.Part<NodeServer.Draft> drafting =
          preparation.add(
              () -> NodeServer.draft(new NodeServer.Listening(port, tls, connecting)), draft -> {});
      ShiftedClock shifted = ShiftedClock.of(clock);
      SandboxParty party = new SandboxParty(city, node, city.key(node), trust, shifted);
      ExchangeReceiverBuilder receiver = party.receiver().limits(limits);
      PayloadJson json = PayloadJson.standard();
      SandboxNode started =
          start(party, receiver, shifted, json, opening.result(), drafting.result());
      preparation.succeeded();
      return started;
    }
  }

  private SandboxNode start(
      SandboxParty party,
      ExchangeReceiverBuilder builder,
      ShiftedClock shifted,
      PayloadJson json,
      SandboxStorage.Opened opened,
      NodeServer.Draft draft) {
    Inbox inbox = JdbcInbox.on(opened.tables(), shifted);
    features.addTo(builder.inbox(inbox), node, shifted, json, opened);
    SandboxHealth health = new SandboxHealth(party, opened);
    PrometheusMeters meters = PrometheusMeters.of(health);
    Optional<AuditTrail> trail = trail(opened, shifted);
    trail.ifPresent(builder::listener);
    ExchangeReceiver receiver = decoration.apply(builder.listener(meters)).build();
    health.of(receiver);
    Faults faults = new Faults();
    ProblemLog problems = new ProblemLog(clock);
    NodeServer server =
        draft.start(
            receiver,
            new NodeServer.Pages(problems, console(party, receiver, opened, faults), meters),
            new FaultFilter(
                faults, receiver, new FaultyAnswers(receiver, new FaultySigners(party), shifted)));
    city.announce(node, server.baseUrl());
    return new SandboxNode(
        city,
        node,
        server,
        working(receiver.start(), trail),
        opened.database(),
        new SandboxView(json, inbox, opened.tables(), problems, features.isRecording()),
        faults,
        meters);
  }

  private Optional<AuditTrail> trail(SandboxStorage.Opened opened, Clock shifted) {
    return audited
        ? Optional.of(AuditTrail.of(node, JdbcAuditLog.on(opened.tables(), shifted), shifted))
        : Optional.empty();
  }

  private static BackgroundWork working(BackgroundWork batches, Optional<AuditTrail> trail) {
    return () -> {
      batches.close();
      trail.ifPresent(AuditTrail::close);
    };
  }

  /** The receiver of the node without a server. */
  ExchangeReceiver receiver(DataSource database) {
    storage.in(database);
    SandboxStorage.Opened opened = storage.open(node);
    ExchangeReceiverBuilder receiver =
        new SandboxParty(city, node, city.key(node), trust, clock)
            .receiver()
            .inbox(JdbcInbox.on(opened.tables(), clock))
            .limits(limits);
    features.addTo(receiver, node, clock, PayloadJson.standard(), opened);
    return decoration.apply(receiver).build();
  }

  private Console console(
      SandboxParty party, ExchangeReceiver receiver, SandboxStorage.Opened opened, Faults faults) {
    return new Console(
        new Console.Sources(
            new NodeFacts(
                node, party.key().certificates().get(0), city.directory(), clock.instant()),
            new InboxView(JdbcInbox.on(opened.tables(), clock), opened.tables()),
            JdbcBatchStore.on(opened.tables(), clock),
            new DutyView(opened.tables(), features.isRecording(), clock),
            receiver,
            new FaultSwitches(faults),
            city::newFolder),
        clock);
  }
}
