package io.github.citydc.testkit;

import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.model.population.Household;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.space.Building;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.testkit.conformance.NodeControl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A sandbox node without a server, on a database in memory, that may have been made wrong on
 * purpose. It begins within milliseconds.
 */
public final class TestedNode implements NodeControl, AutoCloseable {

  /** Where it would answer. */
  public static final URI BASE = URI.create("http://127.0.0.1/cdx/v1");

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");

  private final SandboxCity city;
  private final SandboxNodeBuilder builder;
  private final TestDatabase.Running database;
  private final UnaryOperator<HttpTransport> around;
  private final Clock clock;
  private HttpTransport front = request -> new HttpResponse(503, request.headers(), request.body());
  private volatile ExchangeReceiver receiver;
  private BackgroundWork work;

  private TestedNode(
      SandboxCity city,
      DualKeys encryption,
      Path folder,
      Clock clock,
      Wrong wrong,
      Consumer<SandboxNodeBuilder> settings) {
    this.city = city;
    this.around = wrong.around();
    this.clock = clock;
    this.database = TestDatabase.H2.startFast(folder);
    this.builder =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .contentIn(folder)
            .clock(clock)
            .limits(
                Limits.builder()
                    .unverifiedPerSecond(1_000_000)
                    .unverifiedPerAddress(1_000_000)
                    .build())
            .offeringRecorded(Person.class)
            .offeringRecorded(Building.class, ShareType.CONDITIONAL)
            .offeringRecorded(Household.class, ShareType.NONE)
            .decryption(
                new PayloadDecryptor(HUB, List.of(encryption.decryption())),
                type -> type.toString().equals("population.residence/1"))
            .decorating(receiver -> wrong.receiver().apply(receiver, inbox()));
    settings.accept(builder);
    begin();
  }

  /**
   * What is wrong with a node.
   *
   * @param receiver changes its parts
   * @param around changes what goes in and out
   */
  public record Wrong(
      BiFunction<ExchangeReceiverBuilder, Inbox, ExchangeReceiverBuilder> receiver,
      UnaryOperator<HttpTransport> around) {

    /** Nothing. */
    public static Wrong nothing() {
      return new Wrong((receiver, inbox) -> receiver, UnaryOperator.identity());
    }
  }

  private Inbox inbox() {
    return JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB), clock);
  }

  /** Starts a node of a city. */
  public static TestedNode start(
      SandboxCity city, DualKeys encryption, Path folder, Clock clock, Wrong wrong) {
    return start(city, encryption, folder, clock, wrong, node -> {});
  }

  /** The same, with further settings. */
  public static TestedNode start(
      SandboxCity city,
      DualKeys encryption,
      Path folder,
      Clock clock,
      Wrong wrong,
      Consumer<SandboxNodeBuilder> settings) {
    return new TestedNode(city, encryption, folder, clock, wrong, settings);
  }

  public static NodeId hub() {
    return HUB;
  }

  public SandboxCity city() {
    return city;
  }

  public DataSource database() {
    return database.dataSource();
  }

  private void begin() {
    receiver = builder.receiver(database.dataSource());
    work = receiver.start();
    front = around.apply(request -> receiver.handle(request));
  }

  /** Carries requests to it; closing the transport does not end the node. */
  public HttpTransport transport() {
    return this::exchange;
  }

  private HttpResponse exchange(HttpRequest request) {
    HttpTransport asked = front;
    HttpResponse response = asked.exchange(request);
    if (asked != front) {
      throw new TransportException("The node has ended", new java.io.IOException("restarted"));
    }
    return response;
  }

  @Override
  public void restart() {
    work.close();
    begin();
  }

  @Override
  public void await() throws InterruptedException {
    Thread.sleep(5);
  }

  @Override
  public void close() {
    work.close();
    database.close();
  }
}
