package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.Period;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.CatalogReview;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.sharing.CorrectionResult;
import io.github.citydc.model.sharing.Deadline;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingAnswerBuilder;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.model.sharing.SharingApplicationBuilder;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingChangeBuilder;
import io.github.citydc.model.sharing.SharingCorrection;
import io.github.citydc.model.sharing.SharingCorrectionBuilder;
import io.github.citydc.model.sharing.SharingDeadlines;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.SharingGrantBuilder;
import io.github.citydc.model.sharing.SharingUse;
import io.github.citydc.model.sharing.WorkingCalendar;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * Articles 13 to 29 of Decree 809, with a providing and a using department and the authority, over
 * real HTTP: what is missing, out of turn or late is named with its article, and what is done
 * leaves a signed receipt.
 */
@ParameterizedClass
@EachDatabase
class SharingByLawTest {

  private static final NodeId AUTHORITY = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId PROVIDER = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId REQUESTER = NodeId.parse("440105:11440105007483025F:grid");
  private static final String RESOURCE = "101001001/00012";
  private static final WorkingCalendar CALENDAR = WorkingCalendar.announced();
  private final LocalDate today = LocalDate.now(ChinaTime.clock());
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-24T09:00:00+08:00");

  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private JdbcGrants grants;
  private JdbcRecords records;
  private SandboxNode authority;
  private SandboxNode provider;
  private SandboxNode requester;
  private ExchangeClient providing;
  private ExchangeClient using;

  @BeforeEach
  void start(@TempDir Path folder) {
    SandboxCity city = SandboxCity.found("Test Root");
    database = kind.start(folder);
    grants = JdbcGrants.on(NodeDatabase.of(database.dataSource(), PROVIDER));
    records = JdbcRecords.on(NodeDatabase.of(database.dataSource(), PROVIDER));
    authority = SandboxNode.builder(city, AUTHORITY).recordingEverything().start();
    provider =
        SandboxNode.builder(city, PROVIDER)
            .recordingEverything()
            .storingIn(database.dataSource())
            .offering(
                Catalog.of(List.of(example(CatalogEntry.class))), records, Grants.stored(grants))
            .start();
    requester = SandboxNode.builder(city, REQUESTER).recordingEverything().start();
    providing = city.client(PROVIDER).build();
    using = city.client(REQUESTER).build();
  }

  @AfterEach
  void stop() {
    authority.close();
    provider.close();
    requester.close();
    database.close();
  }

  @Test
  void two_departments_and_the_authority_share_data_by_the_law() throws SQLException {
    articles_13_to_17_the_catalog();
    article_20_the_application();
    article_21_the_answer();
    article_22_the_grant();
    article_25_the_use();
    article_26_the_correction();
    article_27_suspension_and_end();
    article_29_the_record_of_use();
  }

  private void articles_13_to_17_the_catalog() {
    CatalogEntry entry = example(CatalogEntry.class);
    var sharing = SharingBuilder.builder(entry.sharing());
    CatalogEntry hidden =
        CatalogEntryBuilder.builder(entry).sharing(sharing.type("3").build()).build();
    CatalogEntry unconditioned =
        CatalogEntryBuilder.builder(entry)
            .sharing(sharing.type("2").condition(Optional.empty()).build())
            .build();
    invalid(AUTHORITY, hidden, "/sharing/reason", "/sharing/legalBasis");
    invalid(AUTHORITY, unconditioned, "/sharing/condition");

    List<CatalogReview> reviews = entry.reviews();
    refused(
        providing,
        AUTHORITY,
        CatalogEntryBuilder.builder(entry).reviews(List.of(reviews.get(0), reviews.get(2))).build(),
        "published cannot follow reported (Decree 809, art. 17)");
    accepted(providing, AUTHORITY, authority, entry);

    CatalogEntry reported =
        CatalogEntryBuilder.builder(entry).reviews(reviews.subList(0, 1)).build();
    assertThat(late(SharingDeadlines.ofReviews(reported, CALENDAR), "2026-01-19"))
        .containsExactly(
            "Decree 809, art. 17: review and publication of the catalog entry, due on 2026-01-15:"
                + " 2 working day(s) late");
  }

  private void article_20_the_application() {
    CatalogEntry entry =
        OfferedRecords.through(using).catalog(PROVIDER, ResourceCode.parse(RESOURCE));
    assertThat(entry.sharing().type()).isEqualTo(ShareType.CONDITIONAL.code());
    reading_is_refused("this node has none: apply to its provider (Decree 809, art. 20)");

    assertThatThrownBy(
            () ->
                using.send(
                    PROVIDER, SharingApplicationBuilder.builder(application()).basis("").build()))
        .isInstanceOf(InvalidPayloadException.class)
        .hasMessageContaining("/basis");
    accepted(using, PROVIDER, provider, application());
  }

  private void article_21_the_answer() {
    SharingAnswer incomplete = answer("incomplete", "1", "2026-02-24T10:00:00+08:00");
    refused(
        providing,
        REQUESTER,
        answer("delivered", "0", "2026-02-24T10:00:00+08:00"),
        "delivered cannot be the first step (Decree 809, art. 22)");
    accepted(providing, REQUESTER, requester, incomplete);
    refused(
        providing,
        REQUESTER,
        answer("incomplete", "2", "2026-02-25T10:00:00+08:00"),
        "incomplete cannot follow incomplete (Decree 809, art. 21)");
    SharingApplication supplemented =
        SharingApplicationBuilder.builder(application())
            .supplementedAt(OffsetDateTime.parse("2026-02-25T09:30:00+08:00"))
            .build();
    accepted(using, PROVIDER, provider, supplemented);
    SharingAnswer agreed = answer("agreed", "3", "2026-03-13T16:00:00+08:00");
    assertThat(
            late(
                SharingDeadlines.ofApplication(
                    supplemented, List.of(incomplete), ShareType.CONDITIONAL, CALENDAR),
                "2026-03-13"))
        .containsExactly(
            "Decree 809, art. 21: answer to the application, due on 2026-03-10: 3 working day(s)"
                + " late");
    accepted(providing, REQUESTER, requester, agreed);
    refused(
        providing,
        REQUESTER,
        answer("refused", "4", "2026-03-16T10:00:00+08:00"),
        "refused cannot follow agreed (Decree 809, art. 21)");
    assertThat(
            late(
                SharingDeadlines.ofApplication(
                    supplemented, List.of(incomplete, agreed), ShareType.CONDITIONAL, CALENDAR),
                "2026-04-14"))
        .containsExactly(
            "Decree 809, art. 21: answer to the application, due on 2026-03-10: done 3 working"
                + " day(s) late",
            "Decree 809, art. 22: sharing of the data, due on 2026-04-13: 1 working day(s) late");
  }

  private void article_22_the_grant() throws SQLException {
    SharingGrant grant =
        SharingGrantBuilder.builder(example(SharingGrant.class))
            .period(
                new Period(today.minusDays(9), Optional.of(today.plusDays(9)), Extensions.none()))
            .build();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      grants.save(connection, grant);
      records.append(connection, List.of(person("p-16", "440106001"), person("p-17", "440106003")));
      connection.commit();
    }
    accepted(providing, REQUESTER, requester, grant);
    accepted(
        providing, REQUESTER, requester, answer("delivered", "5", "2026-04-13T16:00:00+08:00"));

    RecordPage page = OfferedRecords.through(using).page(PROVIDER, query("最低生活保障审核"));
    assertThat(page.changes())
        .extracting(change -> change.id() + change.payload().orElseThrow().toText())
        .containsExactly("p-16{\"name\":\"张三\",\"birthDate\":\"1980-01-01\"}");
  }

  private void article_25_the_use() {
    assertThatThrownBy(() -> OfferedRecords.through(using).page(PROVIDER, query("人口统计")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Grant SQ-2026-00017 is for another purpose (Decree 809, art. 25)");
  }

  private void article_26_the_correction() {
    SharingCorrection correction =
        SharingCorrectionBuilder.builder(example(SharingCorrection.class))
            .materials(List.of())
            .build();
    accepted(using, PROVIDER, provider, correction);
    assertThat(
            late(
                List.of(SharingDeadlines.ofCorrection(correction, Optional.empty(), CALENDAR)),
                "2026-04-23"))
        .containsExactly(
            "Decree 809, art. 26: answer to the request for correction, due on 2026-04-22: 1"
                + " working day(s) late");
    accepted(providing, REQUESTER, requester, example(CorrectionResult.class));
  }

  private void article_27_suspension_and_end() throws SQLException {
    SharingChange suspension = example(SharingChange.class);
    change(suspension);
    reading_is_refused("Grant SQ-2026-00017 is suspended (Decree 809, art. 27)");
    refused(
        providing,
        REQUESTER,
        SharingChangeBuilder.builder(suspension).changeNumber("BG-2").build(),
        "suspended cannot follow suspended (Decree 809, art. 27)");
    change(SharingChangeBuilder.builder(suspension).changeNumber("BG-3").action("resumed").build());
    assertThat(OfferedRecords.through(using).page(PROVIDER, query("最低生活保障审核")).changes())
        .hasSize(1);
    SharingChange end =
        SharingChangeBuilder.builder(suspension)
            .changeNumber("BG-4")
            .action("ended")
            .ground("provider-reason")
            .build();
    invalid(REQUESTER, end, "/consultedOn", "/reportedTo");
    change(
        SharingChangeBuilder.builder(end)
            .consultedOn(LocalDate.parse("2026-06-01"))
            .reportedTo(new Organ("广州市政务服务和数据管理局", Optional.empty(), Extensions.none()))
            .build());
    reading_is_refused("Grant SQ-2026-00017 has ended (Decree 809, art. 27)");
  }

  private void article_29_the_record_of_use() {
    accepted(using, PROVIDER, provider, example(SharingUse.class));
  }

  /** Stored by the provider, and told to the reader. */
  private void change(SharingChange change) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      grants.change(connection, change);
      connection.commit();
    }
    accepted(providing, REQUESTER, requester, change);
  }

  private static <P extends Payload> void accepted(
      ExchangeClient sender, NodeId receiver, SandboxNode node, P payload) {
    assertThat(sender.send(receiver, payload).receipt().receiver()).isEqualTo(receiver);
    assertThat(node.received(payload.getClass())).last().isEqualTo(payload);
  }

  private void invalid(NodeId receiver, Payload payload, String... pointers) {
    assertThatThrownBy(() -> providing.send(receiver, payload))
        .isInstanceOfSatisfying(
            InvalidPayloadException.class,
            failure ->
                assertThat(failure.report().errors())
                    .extracting(violation -> violation.pointer() + " " + violation.code())
                    .containsExactly(
                        List.of(pointers).stream()
                            .map(pointer -> pointer + " member.presence")
                            .toArray(String[]::new)));
  }

  private static void refused(
      ExchangeClient sender, NodeId receiver, Payload payload, String reason) {
    assertThatThrownBy(() -> sender.send(receiver, payload))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal ->
                assertThat(refusal.problem().violations())
                    .as(refusal.getMessage())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.message()).isEqualTo(reason)));
  }

  private void reading_is_refused(String reason) {
    assertThatThrownBy(() -> OfferedRecords.through(using).page(PROVIDER, query("最低生活保障审核")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("not-authorized")
        .hasMessageContaining(reason);
  }

  private static List<String> late(List<Deadline> deadlines, String day) {
    LocalDate today = LocalDate.parse(day);
    return deadlines.stream()
        .filter(deadline -> deadline.lateBy(today, CALENDAR) > 0)
        .map(deadline -> deadline.message(today, CALENDAR))
        .toList();
  }

  private static RecordQuery query(String purpose) {
    return RecordQuery.builder(Person.class)
        .resource(RESOURCE)
        .intent(new ReadIntent(Optional.empty(), Optional.of(purpose)))
        .build();
  }

  private static SharingApplication application() {
    return SharingApplicationBuilder.builder(example(SharingApplication.class))
        .materials(List.of())
        .supplementedAt(Optional.empty())
        .build();
  }

  private static SharingAnswer answer(String decision, String number, String at) {
    return SharingAnswerBuilder.builder(example(SharingAnswer.class))
        .answerNumber(number)
        .decision(decision)
        .missing(List.of("职责依据文件"))
        .at(OffsetDateTime.parse(at))
        .build();
  }

  private static RecordChange person(String id, String division) {
    Person person =
        PersonBuilder.builder()
            .idDocumentType("111")
            .idNumber("440106198001010019")
            .name("张三")
            .sex("1")
            .birthDate(LocalDate.of(1980, 1, 1))
            .residenceAddress(Address.of(division, "五山路1号"))
            .build();
    return RecordChange.upsert(RESOURCE, id, person, NOW);
  }

  private static <P extends Payload> P example(Class<P> record) {
    String json = InterfaceStandard.example(PayloadType.of(record)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}
