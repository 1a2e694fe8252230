package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.document.AttachedFile;
import io.github.citydc.exchange.document.CopyKey;
import io.github.citydc.exchange.document.CopyLife;
import io.github.citydc.exchange.document.DocumentCopy;
import io.github.citydc.exchange.document.DocumentExchange;
import io.github.citydc.exchange.document.DocumentHandler;
import io.github.citydc.exchange.document.DocumentLog;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcDocumentLog;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentActionBuilder;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A city and a district that send each other documents and actions, each with its own node. */
class DocumentTest {

  private static final NodeId CITY = NodeId.parse("440100:114401000074821105:oa");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:oa");
  private static final Organ CITY_OFFICE = Organ.of("广州市人民政府办公厅", "114401000074821105");
  private static final Organ DISTRICT = Organ.of("广州市天河区人民政府", "11440106007482911C");
  private static final OfficialDocument DOCUMENT = TestDocuments.with();
  private static final DocumentCopy OUTGOING = DocumentCopy.of(DOCUMENT, DISTRICT, TIANHE);
  private static final DocumentCopy INCOMING = DocumentCopy.of(DOCUMENT, DISTRICT, CITY);
  private static final FileOptions OPTIONS =
      FileOptions.builder().partSize(1000).parallel(2).build();

  private final OkHttpTransport network = OkHttpTransport.create();
  private final AtomicBoolean losingAnswers = new AtomicBoolean();
  private final AtomicBoolean losingRequests = new AtomicBoolean();
  private final AtomicBoolean losingMessages = new AtomicBoolean();
  private final AtomicReference<Runnable> crossing = new AtomicReference<>(() -> {});
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final AtomicInteger delivered = new AtomicInteger();
  private final List<byte[]> files = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SandboxCity trust = SandboxCity.found("Test Root");
  @TempDir private Path folder;
  private Office city;
  private Office district;

  @BeforeEach
  void start() {
    city = office(CITY, CITY_OFFICE, "city");
    district = office(TIANHE, DISTRICT, "district");
  }

  @AfterEach
  void stop() {
    city.close();
    district.close();
  }

  @Test
  void a_document_with_two_attachments_is_sent_received_reminded_and_signed_for() throws Exception {
    Path plan = Files.write(folder.resolve("plan.pdf"), new byte[4500]);
    Path list = Files.writeString(folder.resolve("list.ofd"), "名单");

    city.documents.send(
        OUTGOING,
        DOCUMENT,
        List.of(
            new AttachedFile("方案", plan, "application/pdf"),
            new AttachedFile("名单", list, "application/ofd")),
        OPTIONS);
    district.documents.receive(INCOMING);
    city.documents.remind(OUTGOING);
    city.documents.remind(OUTGOING);
    district.documents.signFor(INCOMING);

    assertThat(files).containsExactly(Files.readAllBytes(plan), Files.readAllBytes(list));
    assertThat(told)
        .containsExactly(
            "district sent",
            "city received",
            "district reminded",
            "district reminded",
            "city signed-for");
    assertThat(city.life()).isEqualTo(district.life());
    assertThat(city.life())
        .containsExactly("sent", "received", "reminded", "reminded", "signed-for");
  }

  @Test
  void a_returned_document_may_be_sent_again_and_withdrawn() {
    send();
    district.documents.receive(INCOMING);
    district.documents.returnToSender(INCOMING, "附件不全");
    send();
    city.documents.withdraw(OUTGOING, "发文有误");

    assertThat(city.life()).containsExactly("sent", "received", "returned", "sent", "withdrawn");
    assertThat(district.life()).isEqualTo(city.life());
    assertThat(district.log.actions(DOCUMENT.documentId(), DISTRICT).get(2).reason())
        .contains("附件不全");
  }

  @Test
  void a_step_that_may_not_follow_is_refused_before_it_is_sent() {
    send();
    district.documents.receive(INCOMING);
    district.documents.signFor(INCOMING);

    assertThatThrownBy(() -> city.documents.withdraw(OUTGOING, "太晚了"))
        .isInstanceOfSatisfying(
            InvalidPayloadException.class,
            e ->
                assertThat(e.report().errors())
                    .extracting(violation -> violation.pointer() + " " + violation.code())
                    .containsExactly("/action document.life"));
    assertThat(told).hasSize(3);
  }

  @Test
  void the_receiver_refuses_a_step_that_may_not_follow() {
    send();

    assertThatThrownBy(() -> send(district, CITY, action("signed-for", DISTRICT)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).hasToString("validation-failed");
              assertThat(e.problem().violations())
                  .extracting(violation -> violation.pointer())
                  .containsExactly("/payload/action");
            });
    assertThat(city.life()).containsExactly("sent");
  }

  @Test
  void nobody_signs_for_another() {
    send();
    district.documents.receive(INCOMING);

    assertNotAuthorized(city, TIANHE, action("signed-for", DISTRICT));
    assertNotAuthorized(district, CITY, action("signed-for", CITY_OFFICE));
    assertNotAuthorized(district, CITY, action("withdrawn", DISTRICT));
    assertThat(city.life()).containsExactly("sent", "received");
    assertThat(district.life()).isEqualTo(city.life());
  }

  @Test
  void another_content_under_the_same_identifier_is_refused() {
    send();
    OfficialDocument other = OfficialDocumentBuilder.builder(DOCUMENT).title("另一标题").build();

    assertThatThrownBy(() -> city.documents.send(OUTGOING, other, List.of(), OPTIONS))
        .isInstanceOfSatisfying(
            InvalidPayloadException.class,
            e ->
                assertThat(e.report().errors())
                    .extracting(violation -> violation.pointer() + " " + violation.code())
                    .containsExactly("/documentId document.sent"));
    assertThat(delivered).hasValue(1);
  }

  @Test
  void what_waits_is_sent_by_itself() throws Exception {
    losingRequests.set(true);
    assertThatThrownBy(this::send).isInstanceOf(TransportException.class);
    losingRequests.set(false);

    BackgroundWork work = city.documents.start(Duration.ofMillis(20));
    try (work) {
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(delivered).hasValue(1);
    assertThat(district.life()).containsExactly("sent");
  }

  @Test
  void an_action_that_the_receiver_has_lost_is_asked_for_and_sent_again() throws Exception {
    send();
    city.documents.remind(OUTGOING);
    try (Connection connection = district.database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("DELETE FROM cdx_document_action WHERE action = 'reminded'");
      statement.executeUpdate("DELETE FROM cdx_inbox");
    }

    city.documents.withdraw(OUTGOING, "发文有误");

    assertThat(district.life()).containsExactly("sent", "reminded", "withdrawn");
  }

  @Test
  void a_document_whose_file_was_damaged_at_the_receiver_is_sent_again_by_the_same_call()
      throws Exception {
    Path plan = Files.write(folder.resolve("plan.pdf"), new byte[4500]);
    List<AttachedFile> attached = List.of(new AttachedFile("方案", plan, "application/pdf"));
    crossing.set(() -> losingMessages.set(true));
    assertThatThrownBy(() -> city.documents.send(OUTGOING, DOCUMENT, attached, OPTIONS))
        .isInstanceOf(TransportException.class);
    losingMessages.set(false);
    try (Stream<Path> files = Files.walk(folder.resolve("district-content").resolve("files"))) {
      Files.write(files.filter(Files::isRegularFile).findFirst().orElseThrow(), new byte[100]);
    }

    city.documents.send(OUTGOING, DOCUMENT, attached, OPTIONS);

    assertThat(files).containsExactly(Files.readAllBytes(plan));
    assertThat(delivered).hasValue(1);
    assertThat(city.life()).isEqualTo(district.life());
  }

  @Test
  void reconciliation_knows_documents_and_their_actions() {
    send();
    city.documents.remind(OUTGOING);
    Reconciler reconciler = Reconciler.of(city.client, OutboxHistory.together(city.log.history()));

    ReconciliationReport report = reconciler.compare(TIANHE, LocalDate.now(ChinaTime.ZONE));

    assertThat(report.isAgreed()).isTrue();
    assertThat(city.log.history().sent(TIANHE, ItemRange.ofDay(LocalDate.now(ChinaTime.ZONE)), 9))
        .hasSize(3);
  }

  private static void send(Office from, NodeId to, DocumentAction action) {
    from.client.send(from.client.prepare(to, Operation.EVENT, action));
  }

  private static void assertNotAuthorized(Office from, NodeId to, DocumentAction action) {
    assertThatThrownBy(() -> send(from, to, action))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).hasToString("not-authorized"));
  }

  @Test
  void an_action_whose_answer_was_lost_is_sent_again_and_noted_once() {
    send();
    district.documents.receive(INCOMING);
    losingAnswers.set(true);
    assertThatThrownBy(() -> district.documents.signFor(INCOMING))
        .isInstanceOf(TransportException.class);
    losingAnswers.set(false);

    district.documents.signFor(INCOMING);

    assertThat(city.life()).containsExactly("sent", "received", "signed-for");
    assertThat(district.life()).isEqualTo(city.life());
  }

  @Test
  void a_reminder_whose_answer_was_lost_is_the_same_reminder_when_it_is_repeated() {
    send();
    losingAnswers.set(true);
    assertThatThrownBy(() -> city.documents.remind(OUTGOING))
        .isInstanceOf(TransportException.class);
    losingAnswers.set(false);

    city.documents.remind(OUTGOING);

    assertThat(city.life()).containsExactly("sent", "reminded");
    assertThat(district.life()).isEqualTo(city.life());
    assertThat(told).containsExactly("district sent", "district reminded");
  }

  @Test
  void a_document_that_is_sent_five_times_is_delivered_once() {
    for (int i = 0; i < 5; i++) {
      send();
    }

    assertThat(delivered).hasValue(1);
    assertThat(city.life()).containsExactly("sent");
    assertThat(district.life()).isEqualTo(city.life());
  }

  @Test
  void a_reminder_and_a_confirmation_that_cross_have_one_order_on_both_sides() {
    send();
    crossing.set(() -> district.documents.receive(INCOMING));

    city.documents.remind(OUTGOING);

    assertThat(city.life()).containsExactly("sent", "reminded", "received");
    assertThat(district.life()).isEqualTo(city.life());
  }

  @Test
  void an_action_that_was_lost_is_not_overtaken_by_the_next() {
    send();
    losingRequests.set(true);
    assertThatThrownBy(() -> city.documents.remind(OUTGOING))
        .isInstanceOf(TransportException.class);
    losingRequests.set(false);

    city.documents.withdraw(OUTGOING, "发文有误");

    assertThat(city.life()).containsExactly("sent", "reminded", "withdrawn");
    assertThat(district.life()).isEqualTo(city.life());
  }

  @Test
  void an_action_that_the_other_side_refuses_is_taken_back() {
    send();
    district.documents.receive(INCOMING);
    losingRequests.set(true);
    assertThatThrownBy(() -> city.documents.withdraw(OUTGOING, "发文有误"))
        .isInstanceOf(TransportException.class);
    losingRequests.set(false);

    assertThatThrownBy(() -> district.documents.signFor(INCOMING))
        .isInstanceOf(ProblemException.class);
    assertThat(district.life()).containsExactly("sent", "received");

    city.documents.sendWaiting();
    assertThat(district.life()).containsExactly("sent", "received", "withdrawn");
    assertThat(city.life()).isEqualTo(district.life());
  }

  private void send() {
    city.documents.send(OUTGOING, DOCUMENT, List.of(), OPTIONS);
  }

  private DocumentAction action(String action, Organ organ) {
    CopyLife life = city.log.life(CopyKey.of(DOCUMENT.documentId(), DISTRICT));
    return DocumentActionBuilder.builder()
        .documentId(DOCUMENT.documentId())
        .documentNumber(Optional.empty())
        .actionId(life.idOf(action))
        .action(action)
        .organ(organ)
        .recipient(Optional.of(DISTRICT))
        .at(OffsetDateTime.now(Clock.systemUTC()).minusSeconds(1))
        .operator(Optional.empty())
        .reason(Optional.empty())
        .extensions(Extensions.none())
        .build();
  }

  private Office office(NodeId id, Organ organ, String name) {
    JdbcConnectionPool database =
        JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve(name), "sa", "");
    JdbcSchema.create(database);
    DocumentLog log = JdbcDocumentLog.on(NodeDatabase.of(database, id));
    SandboxNode node =
        SandboxNode.builder(trust, id)
            .storingIn(database)
            .contentIn(folder.resolve(name + "-content"))
            .on(
                OfficialDocument.class,
                (document, context) -> {
                  delivered.incrementAndGet();
                  for (DocumentAttachment attachment : document.attachments()) {
                    try (InputStream in = context.files().open(attachment.file())) {
                      files.add(in.readAllBytes());
                    }
                  }
                })
            .on(
                DocumentAction.class,
                DocumentHandler.noting(
                    log,
                    (action, context) -> {
                      told.add(name + " " + action.action());
                      arrived.countDown();
                    }))
            .start();
    ExchangeClient client =
        ExchangeClient.builder()
            .self(id)
            .signer(HttpSignatures.signer(trust.key(id)))
            .verifier(HttpSignatures.verifier(trust.trust(), trust.directory()))
            .directory(trust.directory())
            .transport(this::exchange)
            .maxAttempts(1)
            .build();
    DocumentExchange documents = DocumentExchange.of(client, organ, log, Clock.systemUTC());
    return new Office(database, node, log, client, documents);
  }

  private HttpResponse exchange(HttpRequest request) {
    crossing.getAndSet(() -> {}).run();
    if (losingRequests.get()
        || (losingMessages.get() && request.uri().getPath().endsWith("/messages"))) {
      throw new TransportException("lost", new IOException("lost"));
    }
    HttpResponse response = network.exchange(request);
    if (losingAnswers.get()) {
      throw new TransportException("lost", new IOException("lost"));
    }
    return response;
  }

  private record Office(
      JdbcConnectionPool database,
      SandboxNode node,
      DocumentLog log,
      ExchangeClient client,
      DocumentExchange documents)
      implements AutoCloseable {

    List<String> life() {
      return log.actions(DOCUMENT.documentId(), DISTRICT).stream()
          .map(DocumentAction::action)
          .toList();
    }

    @Override
    public void close() {
      node.close();
      database.dispose();
    }
  }
}
