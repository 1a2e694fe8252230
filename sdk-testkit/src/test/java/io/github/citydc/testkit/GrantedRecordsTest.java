package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcCursors;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordOffer;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordPuller;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.records.RecordQueryBuilder;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.exchange.sharing.StoredGrant;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.Period;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.DataItem;
import io.github.citydc.model.catalog.DataItemBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingChangeBuilder;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.SharingGrantBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Records pulled under grants, from a real hub on a real database, over real HTTP. */
@ParameterizedClass
@EachStore
class GrantedRecordsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId READER = NodeId.parse("440105:11440105007483025F:grid");
  private static final NodeId OTHER = NodeId.parse("440106:11440106007482911C:grid");
  private static final String RESOURCE = "101001001/00012";
  private static final String CLOSED = "101001001/00013";
  private static final String GRANT = "SQ-2026-00017";
  private static final PayloadType PERSON = PayloadType.of(Person.class);
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-24T09:00:00+08:00");
  private final LocalDate today = LocalDate.now(ChinaTime.clock());
  private static final String WUSHAN = "440106001";
  private static final String TIANHE_SOUTH = "440106002";
  private static final List<String> STREETS =
      List.of(WUSHAN, TIANHE_SOUTH, "440106003", "440105001", "440105002");

  /** Items by their names, and the members they are. */
  private static final Map<String, String> ITEMS =
      Map.of(
          "姓名", "name",
          "证件号码", "idNumber",
          "出生日期", "birthDate",
          "住址", "residenceAddress.text",
          "住址区划", "residenceAddress.division");

  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private SandboxNode hub;
  private JdbcRecords records;
  private JdbcGrants grants;
  private ExchangeClient reader;
  private ExchangeClient other;

  @BeforeEach
  void start(@TempDir Path folder) {
    SandboxCity city = SandboxCity.found("Test Root");
    database = kind.start(folder);
    records = JdbcRecords.on(NodeDatabase.of(database.dataSource(), HUB));
    grants = JdbcGrants.on(NodeDatabase.of(database.dataSource(), HUB));
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .endpoint(
                RecordOffer.of(
                    Catalog.of(List.of(entry(RESOURCE, "2"), entry(CLOSED, "3"))),
                    records,
                    Grants.stored(grants),
                    JdbcUseLog.on(NodeDatabase.of(database.dataSource(), HUB))))
            .start();
    reader = client(city, READER);
    other = client(city, OTHER);
  }

  private static ExchangeClient client(SandboxCity city, NodeId self) {
    return ExchangeClient.builder()
        .self(self)
        .signer(HttpSignatures.signer(city.enrol(self)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  @AfterEach
  void stop() {
    hub.close();
    database.close();
  }

  @Test
  void a_reader_gets_the_granted_items_of_the_granted_divisions() throws SQLException {
    append(person("a", WUSHAN, "甲"), person("b", TIANHE_SOUTH, "乙"), person("c", "440105001", "丙"));
    save(grant(List.of("姓名", "住址区划"), List.of(WUSHAN)));

    RecordPage page = page(query());

    assertThat(page.changes()).extracting(RecordChange::id).containsExactly("a");
    assertThat(page.changes().get(0).payload().orElseThrow().toText())
        .isEqualTo("{\"name\":\"甲\",\"residenceAddress\":{\"division\":\"440106001\"}}");
  }

  @Test
  void a_puller_reads_under_its_grant_and_takes_up_what_it_gets() throws Exception {
    append(person("a", WUSHAN, "甲"), person("b", "440105001", "乙"));
    save(grant(List.of("姓名"), List.of("440106")));
    List<String> names = new ArrayList<>();
    RecordPuller<Person> puller =
        RecordPuller.builder(
                reader,
                HUB,
                Person.class,
                JdbcCursors.on(NodeDatabase.of(database.dataSource(), READER)),
                (change, person, connection) -> names.add(person.orElseThrow().name()))
            .resource(RESOURCE)
            .intent(ReadIntent.of(GRANT, "最低生活保障审核"))
            .build();

    assertThat(puller.pull()).isEqualTo(1);
    assertThat(puller.pull()).isZero();
    assertThat(names).containsExactly("甲");
  }

  @Test
  void a_suspension_counts_for_the_next_page_of_a_cursor_already_handed_out() throws SQLException {
    append(person("a", WUSHAN, "甲"), person("b", WUSHAN, "乙"), person("c", WUSHAN, "丙"));
    save(grant(List.of("姓名"), List.of()));
    RecordPage first = page(query().limit(1));

    change(change("1", "suspended"));

    refused(query().cursor(first.next()), "Grant SQ-2026-00017 is suspended (Decree 809, art. 27)");
    change(change("2", "resumed"));
    assertThat(page(query().cursor(first.next())).changes())
        .extracting(RecordChange::id)
        .containsExactly("b", "c");
    change(change("3", "ended"));
    refused(query().cursor(first.next()), "Grant SQ-2026-00017 has ended (Decree 809, art. 27)");
  }

  @Test
  void a_narrower_version_counts_for_the_next_page_of_a_cursor_already_handed_out()
      throws SQLException {
    append(person("a", WUSHAN, "甲"), person("b", TIANHE_SOUTH, "乙"), person("c", WUSHAN, "丙"));
    save(grant(List.of("姓名", "证件号码"), List.of()));
    RecordPage first = page(query().limit(1));

    change(change("1", "changed"));
    SharingGrant narrower = grant(List.of("姓名"), List.of(WUSHAN));
    save(SharingGrantBuilder.builder(narrower).version(2).build());

    RecordPage second = page(query().cursor(first.next()));
    assertThat(second.changes()).extracting(RecordChange::id).containsExactly("c");
    assertThat(second.changes().get(0).payload().orElseThrow().toText())
        .isEqualTo("{\"name\":\"丙\"}");
  }

  @Test
  void a_reader_of_few_rows_is_past_those_of_others_once_it_has_asked() throws SQLException {
    save(grant(List.of("姓名"), List.of(WUSHAN)));
    append(person("a", "440105001", "甲"), person("b", "440105002", "乙"));
    RecordPage nothing = page(query());

    assertThat(nothing.changes()).isEmpty();
    assertThat(nothing.more()).isFalse();
    assertThat(new String(Base64.getUrlDecoder().decode(nothing.next()), StandardCharsets.UTF_8))
        .endsWith("|2");
    append(person("c", WUSHAN, "丙"));
    assertThat(page(query().cursor(nothing.next())).changes())
        .extracting(RecordChange::id)
        .containsExactly("c");
  }

  @Test
  void outside_its_period_a_grant_is_refused_by_name() throws SQLException {
    SharingGrant grant = grant(List.of("姓名"), List.of());
    save(lasting(grant, today.minusDays(30), today.minusDays(1)));
    refused(
        query(),
        "Grant SQ-2026-00017 expired after " + today.minusDays(1) + " (Decree 809, art. 20)");

    SharingGrant later = SharingGrantBuilder.builder(grant).grantNumber("SQ-2026-00018").build();
    save(lasting(later, today.plusDays(2), today.plusDays(9)));
    refused(
        query(), "Grant SQ-2026-00018 begins on " + today.plusDays(2) + " (Decree 809, art. 20)");

    SharingGrant lastDay = SharingGrantBuilder.builder(grant).grantNumber("SQ-2026-00019").build();
    save(lasting(lastDay, today.minusDays(1), today.plusDays(1)));
    assertThat(page(query()).changes()).isEmpty();
  }

  @Test
  void another_purpose_another_reader_and_another_grant_are_refused() throws SQLException {
    save(grant(List.of("姓名"), List.of()));

    refused(
        query().intent(ReadIntent.of(GRANT, "人口统计")),
        "Grant SQ-2026-00017 is for another purpose (Decree 809, art. 25)");
    refused(
        query().intent(ReadIntent.of("SQ-2026-99999", "最低生活保障审核")),
        "The grant named does not let this node read this resource (Decree 809, art. 25)");
    assertThatThrownBy(() -> OfferedRecords.through(other).page(HUB, query().build()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("this node has none: apply to its provider (Decree 809, art. 20)");
    refused(
        query().resource(CLOSED),
        "The resource is not shared (Decree 809, art. 14); reason and legal basis stand in its"
            + " catalog entry");
    assertThat(page(query().intent(ReadIntent.of(GRANT, "最低生活保障审核"))).changes()).isEmpty();
  }

  @Test
  void of_two_grants_the_reader_says_which_or_for_which_purpose() throws SQLException {
    append(person("a", WUSHAN, "甲"));
    SharingGrant grant = grant(List.of("姓名"), List.of());
    save(grant);
    save(
        SharingGrantBuilder.builder(grant)
            .grantNumber("SQ-2026-00018")
            .purpose("医疗救助审核")
            .items(List.of("出生日期"))
            .build());

    refused(
        query(),
        "This node has several grants of this resource: name the one it reads under (Decree 809,"
            + " art. 25)");
    ReadIntent purpose = new ReadIntent(Optional.empty(), Optional.of("医疗救助审核"));
    assertThat(page(query().intent(purpose)).changes().get(0).payload().orElseThrow().toText())
        .isEqualTo("{\"birthDate\":\"1980-01-01\"}");
  }

  @Test
  void without_a_resource_only_what_is_granted_is_read() throws SQLException {
    append(person("a", WUSHAN, "甲"));
    RecordQuery all = RecordQuery.of(Person.class);
    assertThatThrownBy(() -> OfferedRecords.through(reader).page(HUB, all))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Ask with resource to be told why one is not");

    save(grant(List.of("姓名"), List.of()));

    assertThat(OfferedRecords.through(reader).page(HUB, all).changes())
        .extracting(change -> change.payload().orElseThrow().toText())
        .containsExactly("{\"name\":\"甲\"}");
  }

  @Test
  void a_record_that_leaves_the_granted_divisions_is_deleted_for_their_readers()
      throws SQLException {
    save(grant(List.of("姓名"), List.of(WUSHAN)));
    append(person("a", WUSHAN, "甲"), person("a", TIANHE_SOUTH, "甲"), person("a", "440105001", "甲"));
    append(person("b", WUSHAN, "乙"));
    append(RecordChange.delete(PERSON, RESOURCE, "b", NOW));
    append(person("c", TIANHE_SOUTH, "丙"));
    append(RecordChange.delete(PERSON, RESOURCE, "c", NOW));

    assertThat(seen(page(query()))).containsExactly("upsert a", "delete a", "upsert b", "delete b");

    records.compact(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(seen(page(query()))).endsWith("delete a", "delete b").hasSize(2);
  }

  private static List<String> seen(RecordPage page) {
    return page.changes().stream()
        .map(change -> change.operation().wireName() + " " + change.id())
        .toList();
  }

  /** Every value says which item of which row it is; the bodies are searched for all of them. */
  @Test
  void whatever_the_grant_no_item_or_row_outside_it_is_in_an_answer() throws SQLException {
    Random random = new Random(809);
    Map<String, String> divisions = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      String id = "r" + i;
      String division = STREETS.get(random.nextInt(STREETS.size()));
      append(person(id, division, "name-" + id + "-"));
      divisions.put(id, division);
    }
    for (int round = 0; round < 60; round++) {
      List<String> items = some(List.copyOf(ITEMS.keySet()), random);
      List<String> scope = random.nextInt(5) == 0 ? List.of() : some(scopes(), random);
      SharingGrant grant =
          SharingGrantBuilder.builder(grant(items, scope)).grantNumber("SQ-" + round).build();
      save(grant);
      String body = bodies("SQ-" + round);
      divisions.forEach(
          (id, division) -> {
            boolean row =
                scope.isEmpty() || scope.stream().anyMatch(granted -> division.startsWith(granted));
            assertThat(body.contains("\"" + id + "\"")).as(grant + " " + id).isEqualTo(row);
            assertThat(body.contains("name-" + id + "-")).isEqualTo(row && items.contains("姓名"));
            assertThat(body.contains("text-" + id + "-")).isEqualTo(row && items.contains("住址"));
          });
      assertThat(body.contains("440106198001010019"))
          .isEqualTo(items.contains("证件号码") && body.contains("\"upsert\""));
      assertThat(body.contains("1980-01-01"))
          .isEqualTo(items.contains("出生日期") && body.contains("\"upsert\""));
      assertThat(body).doesNotContain("\"sex\"", "idDocumentType");
    }
  }

  private static List<String> scopes() {
    List<String> scopes = new ArrayList<>(STREETS);
    scopes.addAll(List.of("440105", "440106"));
    return scopes;
  }

  private static List<String> some(List<String> of, Random random) {
    List<String> some = of.stream().filter(any -> random.nextInt(3) == 0).toList();
    return some.isEmpty() ? List.of(of.get(random.nextInt(of.size()))) : some;
  }

  /** All pages, as they came. */
  private String bodies(String grant) {
    StringBuilder bodies = new StringBuilder();
    String cursor = "";
    boolean more = true;
    while (more) {
      String body =
          reader.call(
              HUB,
              Call.get(
                  "/records?limit=7&type=population.person/1&resource="
                      + encoded(RESOURCE)
                      + "&grant="
                      + encoded(grant)
                      + cursor),
              answer -> answer.response().body().toText());
      bodies.append(body);
      String last = body.substring(body.lastIndexOf("{\"next\""));
      cursor = "&cursor=" + last.replaceFirst("(?s).*\"next\":\"([^\"]*)\".*", "$1");
      more = last.contains("\"more\":true");
    }
    return bodies.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void a_grant_is_found_by_its_readers_and_by_its_number() throws SQLException {
    SharingGrant grant = grant(List.of("姓名"), List.of());
    save(grant);
    save(grant);

    assertThat(grants.find(READER, RESOURCE))
        .containsExactly(new StoredGrant(grant, StoredGrant.State.ACTIVE));
    assertThat(grants.find(OTHER, RESOURCE)).isEmpty();
    assertThat(grants.find(READER, CLOSED)).isEmpty();
    assertThat(grants.find(GRANT)).isPresent();
    assertThat(grants.find("SQ-0")).isEmpty();
    assertThat(grants.list(Optional.empty(), 9)).hasSize(1);
    assertThat(grants.list(Optional.of(GRANT), 9)).isEmpty();
  }

  @Test
  void a_change_that_cannot_follow_is_refused_with_its_article() throws SQLException {
    save(grant(List.of("姓名"), List.of()));
    SharingChange suspended = change("1", "suspended");
    change(suspended);
    change(suspended);

    assertThat(grants.changes(GRANT)).containsExactly(suspended);
    assertThatThrownBy(() -> change(change("2", "suspended")))
        .isInstanceOf(InvalidPayloadException.class)
        .hasMessageContaining("/action: suspended cannot follow suspended (Decree 809, art. 27)")
        .hasMessageContaining("grant.life");
    assertThatThrownBy(
            () ->
                change(
                    SharingChangeBuilder.builder(change("3", "resumed"))
                        .grantNumber("SQ-0")
                        .build()))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("not-found");
    change(change("4", "ended"));
    assertThatThrownBy(() -> change(change("5", "resumed")))
        .hasMessageContaining("Nothing can follow ended");
    assertThat(grants.find(GRANT)).map(StoredGrant::state).contains(StoredGrant.State.ENDED);
  }

  @Test
  void a_version_needs_a_change_that_announces_it() throws SQLException {
    SharingGrant grant = grant(List.of("姓名"), List.of());
    save(grant);
    SharingGrant second =
        SharingGrantBuilder.builder(grant).version(2).readers(List.of(OTHER.toString())).build();

    for (SharingGrant wrong :
        List.of(second, SharingGrantBuilder.builder(second).version(1).build())) {
      assertThatThrownBy(() -> save(wrong))
          .isInstanceOf(InvalidPayloadException.class)
          .hasMessageContaining("grant.version")
          .hasMessageContaining("Decree 809, art. 27");
    }
    assertThatThrownBy(
            () -> change(SharingChangeBuilder.builder(change("1", "changed")).version(3).build()))
        .hasMessageContaining("grant.version");
    change(change("1", "changed"));
    save(second);

    assertThat(grants.find(READER, RESOURCE)).isEmpty();
    assertThat(grants.find(OTHER, RESOURCE)).hasSize(1);
  }

  private RecordPage page(RecordQueryBuilder query) {
    return OfferedRecords.through(reader).page(HUB, query.build());
  }

  private void refused(RecordQueryBuilder query, String detail) {
    assertThatThrownBy(() -> page(query))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().code().wireName()).isEqualTo("not-authorized"))
        .hasMessageContaining(detail);
  }

  private static RecordQueryBuilder query() {
    return RecordQuery.builder(Person.class).resource(RESOURCE);
  }

  private void append(RecordChange... changes) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      records.append(connection, List.of(changes));
      connection.commit();
    }
  }

  private void save(SharingGrant grant) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        grants.save(connection, grant);
      } finally {
        connection.commit();
      }
    }
  }

  private void change(SharingChange change) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        grants.change(connection, change);
      } finally {
        connection.commit();
      }
    }
  }

  private static SharingGrant lasting(SharingGrant grant, LocalDate from, LocalDate until) {
    return SharingGrantBuilder.builder(grant)
        .period(new Period(from, Optional.of(until), Extensions.none()))
        .build();
  }

  private SharingGrant grant(List<String> items, List<String> divisions) {
    return SharingGrantBuilder.builder(
            lasting(example(SharingGrant.class), today.minusDays(1), today.plusDays(30)))
        .items(items)
        .divisions(divisions)
        .build();
  }

  private static SharingChange change(String number, String action) {
    return SharingChangeBuilder.builder(example(SharingChange.class))
        .changeNumber(number)
        .action(action)
        .version(2)
        .build();
  }

  private static CatalogEntry entry(String code, String shareType) {
    CatalogEntry example = example(CatalogEntry.class);
    List<DataItem> items =
        ITEMS.entrySet().stream()
            .map(
                item ->
                    DataItemBuilder.builder()
                        .name(item.getKey())
                        .type("C")
                        .member(item.getValue())
                        .build())
            .collect(Collectors.toList());
    return CatalogEntryBuilder.builder(example)
        .resourceCode(code)
        .dataItems(items)
        .sharing(SharingBuilder.builder(example.sharing()).type(shareType).build())
        .build();
  }

  private static RecordChange person(String id, String division, String name) {
    Person person =
        PersonBuilder.builder()
            .idDocumentType("111")
            .idNumber("440106198001010019")
            .name(name)
            .sex("1")
            .birthDate(LocalDate.of(1980, 1, 1))
            .residenceAddress(Address.of(division, "text-" + id + "-"))
            .build();
    return RecordChange.upsert(RESOURCE, id, person, NOW);
  }

  private static <P> P example(Class<P> record) {
    String json =
        InterfaceStandard.example(PayloadType.of(record.asSubclass(Payload.class))).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}
