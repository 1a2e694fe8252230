package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.reconciliation.DayBuckets;
import io.github.citydc.exchange.reconciliation.HourBucket;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationFinding;
import io.github.citydc.exchange.reconciliation.ReconciliationInquiry;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.exchange.reconciliation.ReconciliationQueryBuilder;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.exchange.reconciliation.ReconciliationVerdict;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.model.Address;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.ReceiptVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** An outbox on a real database reconciled with a real hub over real HTTP. */
@ParameterizedClass
@EachStore
class ReconciliationTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");

  private final OkHttpTransport network = OkHttpTransport.create();
  private final AtomicBoolean responsesAreLost = new AtomicBoolean();
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private SandboxCity city;
  private SandboxNode hub;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private TestDatabase.Running hubDatabase;
  private JdbcOutbox outbox;
  private MessageSigner signer;
  private MessageVerifier verifier;
  private ExchangeClient client;
  private Reconciler reconciler;

  @BeforeEach
  void start(@TempDir Path folder) {
    city = SandboxCity.found("Test Root");
    hubDatabase = kind.start(folder.resolve("hub"));
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(hubDatabase.dataSource())
            .on(Person.class, (person, context) -> handled.add(person.name()))
            .start();
    database = kind.start(folder);
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    signer = HttpSignatures.signer(city.enrol(TIANHE));
    verifier = HttpSignatures.verifier(city.trust(), city.directory());
    client = client(TIANHE, signer, this::losing);
    reconciler = Reconciler.of(client, outbox);
  }

  @AfterEach
  void stop() {
    database.close();
    hub.close();
    hubDatabase.close();
  }

  @Test
  void a_day_on_which_everything_arrived_is_agreed_in_one_request() throws SQLException {
    List<PreparedMessage> messages = delivered(3);
    requests.set(0);

    ReconciliationReport report = reconciler.compare(HUB, day(messages));

    assertThat(report.isAgreed()).isTrue();
    assertThat(report.count(ReconciliationVerdict.AGREED)).isEqualTo(3);
    assertThat(report.findings()).isEmpty();
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_bucket_is_the_sha_256_of_sorted_lines_of_id_and_digest() throws Exception {
    List<PreparedMessage> messages = delivered(5);

    DayBuckets day =
        ReconciliationInquiry.through(client)
            .day(HUB, ReconciliationQuery.messagesOf(day(messages)));

    StringBuilder lines = new StringBuilder();
    messages.stream()
        .map(PreparedMessage::messageId)
        .sorted()
        .forEach(id -> lines.append(id).append(' ').append(digestAtHub(id)).append('\n'));
    String expected =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(day.hours())
        .filteredOn(hour -> hour.count() > 0)
        .containsExactly(new HourBucket(hour(messages.get(0)), 5, expected));
  }

  @Test
  void a_message_the_hub_has_lost_is_sent_again_with_the_same_id_and_body() throws Exception {
    List<PreparedMessage> messages = delivered(3);
    PreparedMessage lost = messages.get(1);
    atHub("DELETE FROM cdx_inbox WHERE message_id = ?", lost);

    ReconciliationReport report = reconciler.repair(HUB, day(messages));

    assertThat(report.isAgreed()).isFalse();
    ReconciliationFinding finding = report.findings().get(0);
    assertThat(report.findings()).hasSize(1);
    assertThat(finding.verdict()).isEqualTo(ReconciliationVerdict.MISSING);
    assertThat(finding.id()).isEqualTo(lost.messageId());
    assertThat(finding.repaired()).isTrue();
    SignedReceipt proof = finding.receipt().orElseThrow();
    assertThat(new ReceiptVerifier(city.trust()).verify(proof).signer()).isEqualTo(HUB);
    assertThat(outbox.find(lost.messageId()).orElseThrow().message().body().toByteArray())
        .isEqualTo(lost.body().toByteArray());
    deliverAll();
    assertThat(reconciler.compare(HUB, day(messages)).isAgreed()).isTrue();
    assertThat(handled).hasSize(4);
  }

  @Test
  void comparing_alone_changes_nothing() throws Exception {
    List<PreparedMessage> messages = delivered(2);
    atHub("DELETE FROM cdx_inbox WHERE message_id = ?", messages.get(0));

    ReconciliationReport report = reconciler.compare(HUB, day(messages));

    assertThat(report.findings()).singleElement().matches(finding -> !finding.repaired());
    assertThat(outbox.find(messages.get(0).messageId()).orElseThrow().state())
        .isEqualTo(OutboxState.DELIVERED);
  }

  @Test
  void a_receipt_that_was_lost_on_the_way_is_fetched_and_stored() throws Exception {
    responsesAreLost.set(true);
    PreparedMessage message = enqueue("甲");
    assertThatThrownBy(() -> client.send(message)).isInstanceOf(TransportException.class);
    responsesAreLost.set(false);

    ReconciliationReport report = reconciler.repair(HUB, day(List.of(message)));

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.verdict()).isEqualTo(ReconciliationVerdict.UNACKNOWLEDGED))
        .matches(ReconciliationFinding::repaired);
    assertThat(outbox.find(message.messageId()).orElseThrow().state())
        .isEqualTo(OutboxState.DELIVERED);
    assertThat(
            new ReceiptVerifier(city.trust())
                .verify(outbox.receipt(message.messageId()).orElseThrow())
                .signer())
        .isEqualTo(HUB);
    assertThat(handled).containsExactly("甲");
    assertThat(reconciler.compare(HUB, day(List.of(message))).isAgreed()).isTrue();
  }

  @Test
  void another_body_under_the_same_id_is_told_and_never_sent_again() throws Exception {
    List<PreparedMessage> messages = delivered(2);
    atHub(
        "UPDATE cdx_inbox SET body_digest = '" + "0".repeat(64) + "' WHERE message_id = ?",
        messages.get(0));

    ReconciliationReport report = reconciler.repair(HUB, day(messages));

    assertThat(report.isAgreed()).isFalse();
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(ReconciliationVerdict.DIFFERENT);
              assertThat(finding.digestThere()).hasValue(ContentHash.ofHex("0".repeat(64)));
              assertThat(finding.repaired()).isFalse();
            });
    assertThat(outbox.list(OutboxState.PENDING, 10)).isEmpty();
  }

  @Test
  void what_is_on_its_way_or_a_dead_letter_is_counted_and_no_finding() throws SQLException {
    PreparedMessage pending = enqueue("甲");
    PreparedMessage dead = enqueue("乙");
    outbox.dead(outbox.find(dead.messageId()).orElseThrow(), "refused", dead.messageId().time());

    ReconciliationReport report = reconciler.repair(HUB, day(List.of(pending)));

    assertThat(report.isAgreed()).isTrue();
    assertThat(report.count(ReconciliationVerdict.PENDING)).isEqualTo(1);
    assertThat(report.count(ReconciliationVerdict.DEAD)).isEqualTo(1);
  }

  @Test
  void a_message_in_this_nodes_name_that_the_outbox_does_not_know_is_told() {
    PreparedMessage direct = message("甲");
    client.send(direct);

    ReconciliationReport report = reconciler.repair(HUB, day(List.of(direct)));

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.verdict()).isEqualTo(ReconciliationVerdict.UNKNOWN_HERE));
  }

  @Test
  void a_node_is_told_of_its_own_messages_only() throws SQLException {
    List<PreparedMessage> messages = delivered(2);
    ExchangeClient other = client(HAIZHU, HttpSignatures.signer(city.enrol(HAIZHU)), network);

    assertThat(
            ReconciliationInquiry.through(other)
                .day(HUB, ReconciliationQuery.messagesOf(day(messages)))
                .hours())
        .allMatch(hour -> hour.count() == 0);
  }

  @Test
  void messages_of_one_type_are_compared_on_their_own() throws SQLException {
    List<PreparedMessage> messages = delivered(2);
    ReconciliationQueryBuilder all = ReconciliationQuery.builder(day(messages));

    assertThat(
            reconciler
                .compare(HUB, all.type(PayloadType.parse("population.person/1")).build())
                .count(ReconciliationVerdict.AGREED))
        .isEqualTo(2);
    assertThat(
            reconciler
                .compare(HUB, all.type(PayloadType.parse("population.household/1")).build())
                .count(ReconciliationVerdict.AGREED))
        .isZero();
  }

  @Test
  void messages_are_not_counted_among_batches() throws SQLException {
    List<PreparedMessage> messages = delivered(2);

    assertThat(
            ReconciliationInquiry.through(client)
                .day(HUB, ReconciliationQuery.batchesOf(day(messages)))
                .hours())
        .allMatch(hour -> hour.count() == 0);
  }

  @Test
  void beside_a_dispatcher_nothing_is_found_that_is_not_so() throws Exception {
    int count = 60;
    List<PreparedMessage> messages = new ArrayList<>();
    Set<MessageId> told = ConcurrentHashMap.newKeySet();
    Reconciler repairing =
        Reconciler.builder(client, outbox).listener(finding -> told.add(finding.id())).build();
    try (OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client, outbox).idle(Duration.ofMillis(5)).start()) {
      for (int i = 0; i < count; i++) {
        messages.add(enqueue("人" + i));
        if (i % 6 == 5) {
          ReconciliationReport report = repairing.repair(HUB, day(messages));
          assertThat(report.count(ReconciliationVerdict.MISSING)).isZero();
          assertThat(report.count(ReconciliationVerdict.DIFFERENT)).isZero();
          assertThat(report.count(ReconciliationVerdict.UNKNOWN_HERE)).isZero();
        }
      }
      assertThat(dispatcher).isNotNull();
      awaitNonePending();
    }

    assertThat(reconciler.compare(HUB, day(messages)).count(ReconciliationVerdict.AGREED))
        .isEqualTo(count);
    assertThat(handled).hasSize(count).doesNotHaveDuplicates();
    assertThat(messages).extracting(PreparedMessage::messageId).containsAll(told);
  }

  @Test
  void a_report_and_its_findings_are_lines_of_json() throws Exception {
    List<PreparedMessage> messages = delivered(2);
    atHub("DELETE FROM cdx_inbox WHERE message_id = ?", messages.get(0));

    ReconciliationReport report = reconciler.repair(HUB, day(messages));

    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.at("/agreed").booleanValue()).isFalse();
    assertThat(json.at("/total/missing").intValue()).isEqualTo(1);
    assertThat(json.at("/total/agreed").intValue()).isEqualTo(1);
    assertThat(json.at("/findings/0/verdict").textValue()).isEqualTo("missing");
    byte[] receipt = json.at("/findings/0/receipt").textValue().getBytes(StandardCharsets.UTF_8);
    assertThat(new ReceiptVerifier(city.trust()).verify(SignedReceipt.fromJson(receipt)).signer())
        .isEqualTo(HUB);
    assertThat(new String(report.findings().get(0).toJson(), StandardCharsets.UTF_8))
        .startsWith("{\"hour\":")
        .doesNotContain("\n");
  }

  @Test
  void parameters_that_are_not_what_they_should_be_are_refused_by_name() throws Exception {
    assertRefused("", "The parameter date is missing");
    assertRefused("?date=2003-02-30", "date: must be a date of the calendar");
    assertRefused("?date=%2B999999999-01-01", "date: must be a date of the calendar");
    assertRefused("?date=1969-12-31", "date: must not be before 1970");
    assertRefused("?date=2026-11-24&hour=24", "hour: must be a whole number from 0 to 23");
    assertRefused("?date=2026-11-24&hour=-1", "hour: must be a whole number from 0 to 23");
    assertRefused("?date=2026-11-24&hour=9%20OR%201=1", "hour: must be a whole number");
    assertRefused("?date=2026-11-24&hour=99999999999999999999", "hour: must be a whole number");
    assertRefused("?date=2026-11-24&type=%27%20OR%20%27%27=%27", "type: A payload type is");
    assertRefused("?date=2026-11-24&of=everything", "of: A kind is messages or batches");
    assertRefused("?date=2026-11-24&hour=9&after=%27;--", "after: A message id is");
    assertRefused("?date=2026-11-24&date=2026-11-25", "A query parameter stands twice");
  }

  @Test
  void the_first_and_the_last_hour_of_a_day_belong_to_it() {
    LocalDate day = LocalDate.parse("2026-11-24");

    assertThat(ItemRange.ofHour(day, 0).from()).isEqualTo(ItemRange.ofDay(day).from());
    assertThat(ItemRange.ofHour(day, 23).until()).isEqualTo(ItemRange.ofDay(day).until());
    assertThat(ItemRange.ofDay(day).until()).isEqualTo(ItemRange.ofDay(day.plusDays(1)).from());
  }

  private void assertRefused(String query, String detail) throws IOException {
    HttpRequest request =
        signer.sign(
            new HttpRequest(
                "GET",
                URI.create(hub.baseUrl() + "/reconciliation" + query),
                HttpHeaders.empty(),
                Content.empty()),
            HUB);
    HttpResponse response = verifier.verify(network.exchange(request), request).response();
    JsonNode problem = new ObjectMapper().readTree(response.body().toByteArray());
    assertThat(response.status()).isEqualTo(400);
    assertThat(problem.path("code").asText()).isEqualTo("malformed-message");
    assertThat(problem.path("detail").asText()).contains(detail).doesNotContain("OR", "--");
  }

  private HttpResponse losing(HttpRequest request) {
    requests.incrementAndGet();
    HttpResponse response = network.exchange(request);
    if (responsesAreLost.get()) {
      throw new TransportException("The connection was cut", new IOException("reset"));
    }
    return response;
  }

  private List<PreparedMessage> delivered(int count) throws SQLException {
    List<PreparedMessage> messages = new ArrayList<>();
    for (int i : IntStream.range(0, count).toArray()) {
      PreparedMessage message = enqueue("人" + i);
      outbox.delivered(
          outbox.find(message.messageId()).orElseThrow(),
          client.send(message),
          message.messageId().time());
      messages.add(message);
    }
    return messages;
  }

  private void deliverAll() throws InterruptedException {
    try (OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client, outbox).idle(Duration.ofMillis(5)).start()) {
      assertThat(dispatcher).isNotNull();
      awaitNonePending();
    }
  }

  private void awaitNonePending() throws InterruptedException {
    for (int i = 0; i < 600 && !outbox.list(OutboxState.PENDING, 1).isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(outbox.list(OutboxState.PENDING, 1)).isEmpty();
  }

  private PreparedMessage enqueue(String name) throws SQLException {
    PreparedMessage message = message(name);
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message, Optional.empty());
      connection.commit();
    }
    return message;
  }

  private PreparedMessage message(String name) {
    return client.prepare(HUB, Operation.UPSERT, person(name));
  }

  private void atHub(String sql, PreparedMessage message) throws SQLException {
    try (Connection connection = hub.database().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, message.messageId().toString());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private String digestAtHub(MessageId id) {
    return client.receipt(HUB, id).receipt().bodyDigest().hex();
  }

  private static LocalDate day(List<PreparedMessage> messages) {
    return messages.get(0).messageId().time().atOffset(ItemRange.OFFSET).toLocalDate();
  }

  private static int hour(PreparedMessage message) {
    return message.messageId().time().atOffset(ItemRange.OFFSET).getHour();
  }

  private ExchangeClient client(NodeId self, MessageSigner mine, HttpTransport transport) {
    return ExchangeClient.builder()
        .self(self)
        .signer(mine)
        .verifier(verifier)
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(1)
        .build();
  }

  private static Person person(String name) {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name(name)
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }
}
