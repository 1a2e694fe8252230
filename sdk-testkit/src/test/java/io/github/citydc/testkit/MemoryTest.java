package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxDispatcherBuilder;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** How long a node remembers what it has accepted, and what comes later than that. */
@ParameterizedClass
@EachDatabase
class MemoryTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private SandboxNode hub;
  private ExchangeClient client;
  private JdbcInbox inbox;
  private JdbcOutbox outbox;

  /** Hub and sender share a database: they use different tables. */
  @BeforeEach
  void start() {
    SandboxCity city = SandboxCity.found("Test Root");
    database = kind.start(folder);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .contentIn(folder.resolve("content"))
            .on(Person.class, (person, context) -> handled.add(person.name()))
            .start();
    client =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(city.enrol(TIANHE)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .build();
    inbox = JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB));
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
  }

  @AfterEach
  void stop() {
    hub.close();
    database.close();
  }

  @Test
  void a_message_that_comes_too_late_is_made_a_new_one_on_purpose_and_linked() throws Exception {
    inbox.forget(ago(Duration.ofDays(31)), 10, items -> {});
    MessageId late = enqueue(Duration.ofDays(40)).messageId();
    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(next(dispatcher))
          .startsWith("dead message-conflict")
          .contains("what was accepted then is archived", "cdx outbox renew");

      MessageId renewed = outbox.renew(late, Instant.now()).orElseThrow();

      assertThat(next(dispatcher)).isEqualTo("delivered " + renewed);
      assertThat(handled).hasSize(1);
      assertThat(inbox.find(TIANHE, renewed).orElseThrow().body().toText())
          .contains("\"replaces\":\"" + late + "\"");
      assertThat(outbox.find(late).orElseThrow().replacedBy()).contains(renewed);
    }
    assertThat(outbox.list(OutboxState.DEAD, 10)).isEmpty();
    assertThat(outbox.renew(late, Instant.now())).isEmpty();
    assertThat(outbox.retry(late, Instant.now())).isFalse();
  }

  @Test
  void a_store_forgets_nothing_that_a_sender_may_still_send_and_the_node_says_for_how_long() {
    assertThatThrownBy(() -> inbox.forget(ago(Duration.ofDays(29)), 10, items -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A message stays for 30 days at least: its sender may send it again");
    assertThatThrownBy(
            () ->
                JdbcBatchStore.on(NodeDatabase.of(database.dataSource(), HUB))
                    .remembering(Duration.ofDays(90))
                    .forget(ago(Duration.ofDays(89)), 10, items -> {}))
        .hasMessageContaining("A batch stays for 90 days at least");
    assertThatThrownBy(() -> inbox.remembering(Duration.ofHours(23)))
        .hasMessageContaining("for a day at least");

    assertThat(
            client
                .call(HUB, Call.get("/node"), JsonBody::description)
                .limit(NodeDescription.REMEMBERS_DAYS))
        .hasValue(30);
  }

  @Test
  void a_receiver_that_remembers_for_less_than_messages_may_wait_is_named() throws Exception {
    enqueue(Duration.ofHours(2));
    try (OutboxDispatcher dispatcher = dispatcher().patience(Duration.ofDays(60)).start()) {
      assertThat(memory(dispatcher).healthy()).isTrue();
      assertThat(next(dispatcher)).startsWith("delivered");

      assertThat(memory(dispatcher).healthy()).isFalse();
      assertThat(memory(dispatcher).detail())
          .startsWith(HUB + " remembers for 30 days what it has accepted, messages may wait")
          .contains("for 60:");
    }
    enqueue(Duration.ofHours(2));
    try (OutboxDispatcher dispatcher = dispatcher().start()) {
      assertThat(next(dispatcher)).startsWith("delivered");
      assertThat(memory(dispatcher).healthy()).isTrue();
    }
  }

  private static Health.Check memory(OutboxDispatcher dispatcher) {
    return dispatcher.health().checks().stream()
        .filter(check -> check.name().equals("memory"))
        .findFirst()
        .orElseThrow();
  }

  private static Instant ago(Duration time) {
    return Instant.now().minus(time);
  }

  /** A message that was made so long ago. */
  private PreparedMessage enqueue(Duration age) throws Exception {
    Instant made = ago(age);
    PreparedMessage message =
        client
            .prepare(HUB, Operation.UPSERT, TestPeople.number(1))
            .renewed(
                new MessageId(
                    new UUID(
                        made.toEpochMilli() << 16 | 0x7000,
                        UUID.randomUUID().getLeastSignificantBits())),
                OffsetDateTime.ofInstant(made, ChinaTime.ZONE));
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message, Optional.empty());
      connection.commit();
    }
    return message;
  }

  private OutboxDispatcherBuilder dispatcher() {
    return OutboxDispatcher.builder(client, outbox).listener(new Told());
  }

  private String next(OutboxDispatcher dispatcher) throws InterruptedException {
    assertThat(dispatcher).isNotNull();
    return String.valueOf(told.poll(1, TimeUnit.MINUTES));
  }

  private final class Told implements OutboxListener {

    @Override
    public void delivered(OutboxEntry entry, SignedReceipt receipt) {
      told.add("delivered " + entry.message().messageId());
    }

    @Override
    public void dead(OutboxEntry entry, ExchangeException failure) {
      told.add("dead " + failure.getMessage());
    }
  }
}
