package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.audit.AuditEntry;
import io.github.citydc.exchange.audit.AuditFilter;
import io.github.citydc.exchange.audit.AuditLog;
import io.github.citydc.exchange.audit.AuditTrail;
import io.github.citydc.exchange.audit.AuditVerdict;
import io.github.citydc.exchange.audit.LoggedEntry;
import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.RequestEvent;
import io.github.citydc.exchange.jdbc.JdbcAuditLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What a receiver writes down of what was asked of it. */
@ParameterizedClass
@EachDatabase
@Timeout(120)
class AuditTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private SandboxNode hub() {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .recordingEverything()
        .auditing()
        .start();
  }

  private List<AuditEntry> entries() {
    return JdbcAuditLog.on(NodeDatabase.of(running.dataSource(), HUB))
        .list(AuditFilter.all(), 0, 10_000)
        .stream()
        .map(LoggedEntry::entry)
        .toList();
  }

  @Test
  void who_sent_what_from_where_and_what_came_of_it_is_written_down() {
    Person person = TestPeople.first(1).findFirst().orElseThrow();
    PreparedMessage message;
    try (SandboxNode hub = hub();
        ExchangeClient client = city.client(TIANHE).withoutLocalValidation().build()) {
      message = client.prepare(HUB, Operation.UPSERT, person);
      client.send(message);
      client.send(message);
      Person bad = PersonBuilder.builder(person).name("").build();
      assertThatThrownBy(() -> client.send(HUB, bad)).isInstanceOf(ProblemException.class);
      assertThatThrownBy(() -> client.call(HUB, Call.get("/parking")))
          .isInstanceOf(ProblemException.class);
      client.receipt(HUB, message.envelope().messageId());
      assertThat(hub.refusals()).isNotEmpty();
    }

    List<AuditEntry> entries = entries();
    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactly(
            "POST messages", "POST messages", "POST messages", "GET other", "GET messages");
    assertThat(entries)
        .extracting(AuditEntry::verdict)
        .containsExactly(
            AuditVerdict.ACCEPTED,
            AuditVerdict.DUPLICATE,
            AuditVerdict.REFUSED,
            AuditVerdict.REFUSED,
            AuditVerdict.ACCEPTED);
    AuditEntry first = entries.get(0);
    assertThat(first.self()).isEqualTo(HUB);
    assertThat(first.node()).contains(TIANHE);
    assertThat(first.address()).contains("127.0.0.1");
    assertThat(first.subject()).contains(message.envelope().messageId().toString());
    assertThat(first.type().orElseThrow()).hasToString("population.person/1");
    assertThat(entries.get(2).code()).contains(ProblemCode.VALIDATION_FAILED);
    assertThat(entries.get(3).code()).contains(ProblemCode.NOT_FOUND);
    assertThat(entries.toString()).doesNotContain(person.name(), person.idNumber());
    assertThat(AuditEntry.fromJson(first.toJson())).isEqualTo(first);
  }

  @Test
  void who_is_not_verified_cannot_fill_the_disk() throws Exception {
    int asked = 200;
    long before = Instant.now(ChinaTime.clock()).getEpochSecond() / 60;
    try (SandboxNode hub = hub()) {
      HttpRequest unsigned =
          HttpRequest.newBuilder(URI.create(hub.baseUrl() + "/messages"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpClient http = HttpClient.newHttpClient();
      for (int i = 0; i < asked; i++) {
        http.send(unsigned, HttpResponse.BodyHandlers.discarding());
      }
    }
    long minutes = Instant.now(ChinaTime.clock()).getEpochSecond() / 60 - before + 1;

    List<AuditEntry> entries = entries();
    assertThat(entries.size()).isLessThanOrEqualTo((int) (11 * minutes));
    assertThat(entries.stream().mapToLong(AuditEntry::times).sum()).isEqualTo(asked);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.verdict()).isEqualTo(AuditVerdict.REFUSED);
              assertThat(entry.code()).contains(ProblemCode.SIGNATURE_MISSING);
              assertThat(entry.node()).isEmpty();
            });
  }

  @Test
  void who_is_verified_and_sends_more_than_it_may_cannot_fill_it_either() {
    int asked = 200;
    long before = Instant.now(ChinaTime.clock()).getEpochSecond() / 60;
    try (AuditTrail trail =
        AuditTrail.of(HUB, JdbcAuditLog.on(NodeDatabase.of(running.dataSource(), HUB)))) {
      for (int i = 0; i < asked; i++) {
        trail.refused(answer(429, Optional.of(ProblemCode.RATE_LIMITED)));
      }
    }
    long minutes = Instant.now(ChinaTime.clock()).getEpochSecond() / 60 - before + 1;

    assertThat(entries().size()).isLessThanOrEqualTo((int) (11 * minutes));
    assertThat(entries().stream().mapToLong(AuditEntry::times).sum()).isEqualTo(asked);
  }

  @Test
  void a_log_that_does_not_answer_keeps_no_request_waiting_and_the_loss_is_told() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    AtomicBoolean failing = new AtomicBoolean(true);
    List<AuditEntry> written = new CopyOnWriteArrayList<>();
    AuditLog stuck =
        new AuditLog() {
          @Override
          public void add(List<AuditEntry> entries) {
            try {
              open.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            if (failing.getAndSet(false)) {
              throw new StorageException("It does not answer", new SQLException("gone"));
            }
            written.addAll(entries);
          }

          @Override
          public List<LoggedEntry> latest(AuditFilter filter, long before, int max) {
            return List.of();
          }

          @Override
          public List<LoggedEntry> list(AuditFilter filter, long after, int max) {
            return List.of();
          }

          @Override
          public int forget(Instant before, int max, Archive<AuditEntry> archive) {
            return 0;
          }
        };
    int asked = 11_000;
    try (AuditTrail trail = AuditTrail.of(HUB, stuck)) {
      for (int i = 0; i < asked; i++) {
        trail.answered(answer(200, Optional.empty()));
      }
      assertThat(trail.lost()).isPositive();
      open.countDown();
    }
    assertThat(written.stream().mapToLong(AuditEntry::times).sum()).isEqualTo(asked);
    assertThat(written).filteredOn(entry -> entry.verdict() == AuditVerdict.LOST).isNotEmpty();
  }

  private static AnswerEvent answer(int status, Optional<ProblemCode> code) {
    RequestEvent request =
        new RequestEvent(
            "GET", "node", Optional.of("10.0.0.1"), Optional.of(TIANHE), 0, Optional.empty());
    return new AnswerEvent(request, status, code, RequestVerification.VERIFIED, 0, Duration.ZERO);
  }

  private AuditEntry entry(Instant at, NodeId self) {
    return AuditEntry.builder()
        .at(at.atZone(ChinaTime.ZONE).toOffsetDateTime())
        .self(self)
        .node(Optional.of(TIANHE))
        .action("POST messages")
        .subject(Optional.of(MessageId.parse("0190b8a2-7e5c-7000-8000-000000000001").toString()))
        .verdict(AuditVerdict.ACCEPTED)
        .build();
  }

  @Test
  void entries_are_found_by_node_and_time_and_leave_after_six_months_only() {
    Instant now = Instant.parse("2026-09-01T00:00:00Z");
    JdbcAuditLog log =
        JdbcAuditLog.on(
            NodeDatabase.of(running.dataSource(), HUB), Clock.fixed(now, ChinaTime.ZONE));
    Instant old = now.minus(Duration.ofDays(200));
    log.add(List.of(entry(old, HUB), entry(now, HUB)));
    JdbcAuditLog other = JdbcAuditLog.on(NodeDatabase.of(running.dataSource(), TIANHE));
    other.add(List.of(entry(now, TIANHE)));

    assertThat(other.list(AuditFilter.all(), 0, 10)).hasSize(1);
    assertThat(log.latest(AuditFilter.builder().from(Optional.of(now)).build(), Long.MAX_VALUE, 10))
        .hasSize(1);
    List<AuditEntry> archived = new ArrayList<>();
    assertThatThrownBy(() -> log.forget(now.minus(Duration.ofDays(90)), 10, archived::addAll))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 months");
    assertThat(log.forget(now.minus(Duration.ofDays(190)), 10, archived::addAll)).isEqualTo(1);
    assertThat(archived).containsExactly(entry(old, HUB));
    assertThat(log.list(AuditFilter.all(), 0, 10)).hasSize(1);
  }
}
