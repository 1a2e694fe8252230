package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxOutcome;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** When messages of an ordering key have their turn. */
@ParameterizedClass
@EachDialect
class OutboxKeysTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Optional<String> KEY = Optional.of("key");

  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private SandboxCity city;
  private JdbcOutbox outbox;
  private ExchangeClient client;
  private Instant now = Instant.now().plusSeconds(5);

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    database = kind.start(folder);
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    client =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(city.enrol(TIANHE)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .transport(OkHttpTransport.create())
            .build();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void a_message_behind_one_that_is_done_before_the_commit_is_found() throws SQLException {
    enqueue("甲");
    OutboxEntry first = lease().get(0);
    MessageId second;
    try (Connection connection = begin()) {
      second = enqueue(connection, "乙");
      outbox.dead(first, "refused", now);
      assertThat(lease()).isEmpty();
      connection.commit();
    }

    now = now.plusSeconds(2);

    assertThat(lease()).extracting(entry -> entry.message().messageId()).containsExactly(second);
  }

  @Test
  void two_that_are_enqueued_at_once_are_never_under_way_together() throws SQLException {
    try (Connection one = begin();
        Connection other = begin()) {
      MessageId late = enqueue(one, "甲");
      MessageId early = enqueue(other, "乙");
      other.commit();
      List<OutboxEntry> taken = lease();
      assertThat(taken).extracting(entry -> entry.message().messageId()).containsExactly(early);
      one.commit();

      assertThat(lease()).isEmpty();
      outbox.dead(taken.get(0), "refused", now);
      assertThat(lease()).extracting(entry -> entry.message().messageId()).containsExactly(late);
    }
  }

  @Test
  void the_first_that_is_to_be_sent_again_does_not_wait_for_those_that_travelled_with_it()
      throws SQLException {
    MessageId first = enqueue("甲");
    enqueue("乙");
    List<OutboxEntry> together = lease();
    assertThat(together).hasSize(2);

    outbox.note(
        List.of(
            new OutboxOutcome.Postponed(together.get(0), "no answer", now, now.plusSeconds(1)),
            new OutboxOutcome.Postponed(together.get(1), "no answer", now, now.plusSeconds(600))));
    now = now.plusSeconds(2);

    assertThat(lease()).extracting(entry -> entry.message().messageId()).containsExactly(first);
  }

  @Test
  void a_dead_letter_that_is_tried_again_waits_for_its_turn() throws SQLException {
    MessageId dead = enqueue("甲");
    outbox.dead(lease().get(0), "refused", now);
    enqueue("乙");
    OutboxEntry second = lease().get(0);

    assertThat(outbox.retry(dead, now)).isTrue();

    assertThat(lease()).isEmpty();
    outbox.dead(second, "refused", now);
    assertThat(lease()).extracting(entry -> entry.message().messageId()).containsExactly(dead);
  }

  @Test
  void messages_of_a_key_follow_each_other_and_what_is_enqueued_is_sent_though_the_feeder_idles()
      throws Exception {
    try (SandboxNode hub =
            SandboxNode.builder(city, HUB)
                .storingIn(folder.resolve("hub"))
                .on(Person.class, (person, context) -> handled.add(person.name()))
                .start();
        OutboxDispatcher dispatcher =
            OutboxDispatcher.builder(client, outbox).idle(Duration.ofMinutes(10)).start()) {
      assertThat(hub).isNotNull();
      assertThat(dispatcher).isNotNull();
      List<String> names = List.of("甲", "乙", "丙", "丁", "戊", "己");
      for (String name : names) {
        enqueue(name);
      }
      for (String name : names) {
        assertThat(handled.poll(60, TimeUnit.SECONDS)).isEqualTo(name);
      }
    }
  }

  private List<OutboxEntry> lease() {
    return outbox.lease(9, now, now.plusSeconds(300), Set.of());
  }

  private Connection begin() throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private MessageId enqueue(String name) throws SQLException {
    try (Connection connection = begin()) {
      MessageId id = enqueue(connection, name);
      connection.commit();
      return id;
    }
  }

  private MessageId enqueue(Connection connection, String name) {
    PreparedMessage message =
        client.prepare(
            HUB, Operation.UPSERT, PersonBuilder.builder(TestPeople.number(7)).name(name).build());
    outbox.enqueue(connection, message, KEY);
    return message.messageId();
  }
}
