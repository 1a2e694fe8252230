package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcCursors;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordHandler;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordPuller;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.model.Address;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Records offered by a real hub on a real database, pulled over real HTTP. */
@ParameterizedClass
@EachDialect
class RecordsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");
  private static final String OPEN = "306001/000001";
  private static final String GRANTED = "306001/000002";
  private static final String CLOSED = "306001/000003";
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-24T09:00:00+08:00");
  private static final PayloadType PERSON = PayloadType.of(Person.class);

  private final OkHttpTransport network = OkHttpTransport.create();
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private TestDatabase.Running mine;
  private SandboxCity city;
  private SandboxNode hub;
  private JdbcRecords records;
  private MessageSigner signer;
  private MessageVerifier verifier;
  private ExchangeClient client;

  @BeforeEach
  void start(@TempDir Path folder) throws SQLException {
    city = SandboxCity.found("Test Root");
    database = kind.start(folder.resolve("hub"));
    mine = kind.start(folder.resolve("mine"));
    records = JdbcRecords.on(NodeDatabase.of(database.dataSource(), HUB));
    Catalog catalog =
        Catalog.of(List.of(entry(CLOSED, "3"), entry(OPEN, "1"), entry(GRANTED, "2")));
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .offering(catalog, records, ReadPolicy.byShareType(Map.of(GRANTED, Set.of(HAIZHU))))
            .start();
    signer = HttpSignatures.signer(city.enrol(TIANHE));
    verifier = HttpSignatures.verifier(city.trust(), city.directory());
    client = client(TIANHE, signer);
    try (Connection connection = mine.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE taken (number BIGINT "
              + kind.counted()
              + " PRIMARY KEY, id VARCHAR(200),"
              + " name VARCHAR(200))");
    }
  }

  @AfterEach
  void stop() {
    hub.close();
    database.close();
    mine.close();
  }

  @Test
  void records_are_pulled_page_by_page_in_the_order_they_were_committed() throws SQLException {
    for (int i = 0; i < 5; i++) {
      append(person(OPEN, "p" + i, "人" + i));
    }
    append(RecordChange.delete(PERSON, OPEN, "p2", NOW));

    RecordPage first =
        OfferedRecords.through(client)
            .page(HUB, RecordQuery.builder(Person.class).limit(4).build());
    RecordPage second =
        OfferedRecords.through(client)
            .page(HUB, RecordQuery.builder(Person.class).cursor(first.next()).build());

    assertThat(first.more()).isTrue();
    assertThat(first.changes())
        .extracting(RecordChange::id)
        .containsExactly("p0", "p1", "p2", "p3");
    assertThat(first.changes().get(3).read(Person.class)).hasValue(record("人3"));
    assertThat(first.changes().get(3).changedAt()).isEqualTo(NOW);
    assertThat(second.changes()).extracting(RecordChange::id).containsExactly("p4", "p2");
    assertThat(second.changes().get(1).operation()).isEqualTo(Operation.DELETE);
    assertThat(second.changes().get(1).payload()).isEmpty();
    assertThat(second.more()).isFalse();
  }

  @Test
  void the_end_is_a_place_to_go_on_from() throws SQLException {
    RecordPage nothing = OfferedRecords.through(client).page(HUB, RecordQuery.of(Person.class));
    append(person(OPEN, "p0", "甲"));

    RecordPage then =
        OfferedRecords.through(client)
            .page(HUB, RecordQuery.builder(Person.class).cursor(nothing.next()).build());

    assertThat(nothing.changes()).isEmpty();
    assertThat(nothing.more()).isFalse();
    assertThat(then.changes()).extracting(RecordChange::id).containsExactly("p0");
  }

  @Test
  void what_is_rolled_back_is_never_seen_and_leaves_no_gap() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      records.append(connection, List.of(person(OPEN, "gone", "甲")));
      connection.rollback();
    }
    append(person(OPEN, "there", "乙"));

    assertThat(OfferedRecords.through(client).page(HUB, RecordQuery.of(Person.class)).changes())
        .extracting(RecordChange::id)
        .containsExactly("there");
    assertThat(records.end().position()).isEqualTo(1);
  }

  /** The seed is printed by the assertion's description if it fails. */
  @Test
  void a_reader_sees_every_change_of_many_writers_once_and_each_record_in_its_order()
      throws Exception {
    int writers = 6;
    int transactions = 40;
    long seed = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<String> seen = new ArrayList<>();
    try {
      List<Future<Integer>> written = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        written.add(threads.submit(() -> write(number, transactions, new Random(seed + number))));
      }
      Optional<String> cursor = Optional.empty();
      boolean busy = true;
      while (busy) {
        busy = written.stream().anyMatch(writing -> !writing.isDone());
        boolean more = true;
        while (more) {
          RecordPage page =
              OfferedRecords.through(client)
                  .page(HUB, RecordQuery.builder(Person.class).cursor(cursor).limit(17).build());
          page.changes().forEach(change -> seen.add(change.id()));
          cursor = Optional.of(page.next());
          more = page.more();
        }
      }
      int total = 0;
      for (Future<Integer> writing : written) {
        total += writing.get();
      }
      assertThat(seen).as("seed %d", seed).hasSize(total).doesNotHaveDuplicates();
    } finally {
      threads.shutdown();
    }
    Map<String, Integer> last = new HashMap<>();
    for (String id : seen) {
      String[] writerAndNumber = id.split(":", 2);
      int number = Integer.parseInt(writerAndNumber[1]);
      assertThat(last.getOrDefault(writerAndNumber[0], -1)).as("seed %d", seed).isLessThan(number);
      last.put(writerAndNumber[0], number);
    }
  }

  /** Some transactions are long, some roll back, some append more than once. */
  private int write(int writer, int transactions, Random random) throws Exception {
    int number = 0;
    for (int i = 0; i < transactions; i++) {
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        int next = number;
        for (int part = 0; part <= random.nextInt(2); part++) {
          List<RecordChange> changes = new ArrayList<>();
          for (int j = 0; j <= random.nextInt(4); j++) {
            changes.add(person(OPEN, writer + ":" + next++, "人"));
          }
          records.append(connection, changes);
          Thread.sleep(random.nextInt(3));
        }
        if (random.nextInt(5) == 0) {
          connection.rollback();
        } else {
          connection.commit();
          number = next;
        }
      }
    }
    return number;
  }

  @Test
  void a_puller_stores_changes_and_cursor_together() throws Exception {
    IntStream.range(0, 10).forEach(i -> append(person(OPEN, "p" + i, "人" + i)));

    assertThat(puller(this::take, 3).pull()).isEqualTo(10);
    append(person(OPEN, "p10", "人10"));
    assertThat(puller(this::take).pull()).isEqualTo(1);
    assertThat(puller(this::take).pull()).isZero();

    assertThat(taken()).hasSize(11).startsWith("p0 人0").endsWith("p10 人10");
  }

  @Test
  void a_handler_that_fails_in_the_middle_of_a_page_gets_the_page_again() throws Exception {
    IntStream.range(0, 10).forEach(i -> append(person(OPEN, "p" + i, "人" + i)));

    assertThatThrownBy(
            () ->
                puller(
                        (change, person, connection) -> {
                          take(change, person, connection);
                          if (change.id().equals("p7")) {
                            throw new IllegalStateException("the power is gone");
                          }
                        },
                        5)
                    .pull())
        .hasMessage("the power is gone");

    assertThat(taken()).hasSize(5);
    assertThat(puller(this::take).pull()).isEqualTo(5);
    assertThat(taken()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void pullers_that_race_take_every_change_once() throws Exception {
    IntStream.range(0, 60).forEach(i -> append(person(OPEN, "p" + i, "人" + i)));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Long>> racing = Collections.nCopies(4, () -> puller(this::take, 7).pull());
      long pulled = 0;
      for (Future<Long> result : threads.invokeAll(racing)) {
        pulled += result.get();
      }
      assertThat(pulled).isEqualTo(60);
    } finally {
      threads.shutdown();
    }
    assertThat(taken()).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void a_node_reads_what_the_share_type_allows() throws SQLException {
    append(person(OPEN, "open", "甲"));
    append(person(GRANTED, "granted", "乙"));
    append(person(CLOSED, "closed", "丙"));
    ExchangeClient granted = client(HAIZHU, HttpSignatures.signer(city.enrol(HAIZHU)));

    assertThat(OfferedRecords.through(client).page(HUB, RecordQuery.of(Person.class)).changes())
        .extracting(RecordChange::id)
        .containsExactly("open");
    assertThat(OfferedRecords.through(granted).page(HUB, RecordQuery.of(Person.class)).changes())
        .extracting(RecordChange::id)
        .containsExactly("open", "granted");
    assertThat(
            OfferedRecords.through(granted)
                .page(HUB, RecordQuery.builder(Person.class).resource(GRANTED).build())
                .changes())
        .extracting(RecordChange::id)
        .containsExactly("granted");
    assertRefused(GRANTED, "not-authorized: The resource is shared by grant (share type 2)");
    assertRefused(CLOSED, "not-authorized: The resource is not shared (share type 3)");
    assertRefused("306001/000009", "not-found: The catalog of this node has no such resource");
  }

  private void assertRefused(String resource, String message) {
    assertThatThrownBy(
            () ->
                OfferedRecords.through(client)
                    .page(HUB, RecordQuery.builder(Person.class).resource(resource).build()))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void the_catalog_is_there_for_every_node() {
    assertThat(OfferedRecords.through(client).catalog(HUB))
        .extracting(CatalogEntry::resourceCode)
        .containsExactly(OPEN, GRANTED, CLOSED);
    assertThat(OfferedRecords.through(client).catalog(HUB, ResourceCode.parse(GRANTED)))
        .isEqualTo(entry(GRANTED, "2"));
    assertThatThrownBy(
            () -> OfferedRecords.through(client).catalog(HUB, ResourceCode.parse("306001/000009")))
        .hasMessageStartingWith("not-found: ");
  }

  @Test
  void a_catalog_of_many_pages_is_read_whole(@TempDir Path folder) {
    List<CatalogEntry> entries =
        IntStream.range(0, 250).mapToObj(i -> entry("306001/%06d".formatted(i), "1")).toList();
    NodeId other = NodeId.parse("440106:11440106007482911C:catalog");
    try (SandboxNode large =
        SandboxNode.builder(city, other)
            .storingIn(folder)
            .offering(Catalog.of(entries), records, ReadPolicy.byShareType())
            .start()) {
      assertThat(OfferedRecords.through(client).catalog(large.node())).isEqualTo(entries);
    }
  }

  @Test
  void compacting_leaves_the_latest_change_of_each_record() throws SQLException {
    append(person(OPEN, "p", "旧"));
    append(person(OPEN, "q", "别"));
    append(person(OPEN, "p", "新"));

    assertThat(records.compact(NOW.plusSeconds(1).toInstant())).isEqualTo(1);

    assertThat(OfferedRecords.through(client).page(HUB, RecordQuery.of(Person.class)).changes())
        .extracting(RecordChange::id)
        .containsExactly("q", "p");
  }

  @Test
  void cursors_of_a_log_that_is_no_more_are_refused_and_forgetting_begins_anew() throws Exception {
    append(person(OPEN, "p", "甲"));
    puller(this::take).pull();

    records.renew();

    assertThatThrownBy(() -> puller(this::take).pull())
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("The cursor belongs to a log that no longer exists");
    JdbcCursors.on(NodeDatabase.of(mine.dataSource(), TIANHE))
        .forget(new CursorKey(HUB, PERSON, Optional.empty()));
    assertThat(puller(this::take).pull()).isEqualTo(1);
  }

  @Test
  void a_page_is_bounded_in_bytes_too() throws SQLException {
    String megabyte = "字".repeat(350_000);
    for (int i = 0; i < 6; i++) {
      append(
          new RecordChange(
              PERSON,
              OPEN,
              "p" + i,
              Operation.UPSERT,
              NOW,
              Optional.of(
                  Content.of(
                      ("{\"name\":\"" + megabyte + "\"}").getBytes(StandardCharsets.UTF_8)))));
    }

    RecordPage page = OfferedRecords.through(client).page(HUB, RecordQuery.of(Person.class));

    assertThat(page.changes()).hasSize(3);
    assertThat(page.more()).isTrue();
  }

  @Test
  void parameters_that_are_not_what_they_should_be_are_refused_by_name() throws Exception {
    append(person(OPEN, "p", "甲"));
    String ofPersons =
        OfferedRecords.through(client).page(HUB, RecordQuery.of(Person.class)).next();
    String beyond = cursor(records.end().logId() + "|population.person/1||99");
    String sql = cursor(records.end().logId() + "|population.person/1|' OR 1=1|0");

    assertProblem("", 400, "The parameter type is missing");
    assertProblem("?type=persons", 400, "type: A payload type is");
    assertProblem("?type=population.person/1&limit=-1", 400, "limit: must be a whole number");
    assertProblem("?type=population.person/1&limit=0", 400, "limit: must be a whole number");
    assertProblem("?type=population.person/1&limit=1000000000", 400, "from 1 to 10000");
    assertProblem("?type=population.person/1&limit=1;DROP", 400, "limit: must be a whole number");
    assertProblem("?type=population.person/1&cursor=garbage", 400, "cursor: ");
    assertProblem("?type=population.person/1&cursor=%00%FF", 400, "cursor: ");
    assertProblem("?type=population.person/1&cursor=" + sql, 400, "cursor: ");
    assertProblem("?type=population.person/1&cursor=" + "A".repeat(600), 400, "cursor: ");
    assertProblem("?type=population.person/1&cursor=" + beyond, 404, "a log that no longer exists");
    assertProblem(
        "?type=population.household/1&cursor=" + ofPersons, 400, "another type or resource");
    assertProblem("?type=population.person/1&resource=%27%20OR%201=1", 400, "resource: ");
  }

  private static String cursor(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertProblem(String query, int status, String detail) throws Exception {
    HttpRequest request =
        signer.sign(
            new HttpRequest(
                "GET",
                URI.create(hub.baseUrl() + "/records" + query),
                HttpHeaders.empty(),
                Content.empty()),
            HUB);
    HttpResponse response = verifier.verify(network.exchange(request), request).response();
    JsonNode problem = new ObjectMapper().readTree(response.body().toByteArray());
    assertThat(response.status()).as(query).isEqualTo(status);
    assertThat(problem.path("detail").asText()).contains(detail).doesNotContain("OR 1", "DROP");
  }

  private RecordPuller<Person> puller(RecordHandler<Person> handler) {
    return RecordPuller.of(
        client,
        HUB,
        Person.class,
        JdbcCursors.on(NodeDatabase.of(mine.dataSource(), TIANHE)),
        handler);
  }

  private RecordPuller<Person> puller(RecordHandler<Person> handler, int pageSize) {
    JdbcCursors cursors = JdbcCursors.on(NodeDatabase.of(mine.dataSource(), TIANHE));
    return RecordPuller.builder(client, HUB, Person.class, cursors, handler)
        .pageSize(pageSize)
        .build();
  }

  private void take(RecordChange change, Optional<Person> person, Connection connection)
      throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO taken (id, name) VALUES (?, ?)")) {
      insert.setString(1, change.id());
      insert.setString(2, person.map(Person::name).orElse("deleted"));
      insert.executeUpdate();
    }
  }

  private List<String> taken() throws SQLException {
    List<String> taken = new ArrayList<>();
    try (Connection connection = mine.dataSource().getConnection();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("SELECT id, name FROM taken ORDER BY number")) {
      while (row.next()) {
        taken.add(row.getString(1) + " " + row.getString(2));
      }
    }
    return taken;
  }

  private void append(RecordChange change) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      records.append(connection, List.of(change));
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private ExchangeClient client(NodeId self, MessageSigner of) {
    return ExchangeClient.builder()
        .self(self)
        .signer(of)
        .verifier(verifier)
        .directory(city.directory())
        .transport(network)
        .build();
  }

  private static CatalogEntry entry(String code, String shareType) {
    CatalogEntry example =
        PayloadJson.standard()
            .read(
                InterfaceStandard.example(PayloadType.of(CatalogEntry.class))
                    .orElseThrow()
                    .getBytes(StandardCharsets.UTF_8),
                CatalogEntry.class);
    return CatalogEntryBuilder.builder(example)
        .resourceCode(code)
        .sharing(SharingBuilder.builder(example.sharing()).type(shareType).build())
        .build();
  }

  private static RecordChange person(String resource, String id, String name) {
    return RecordChange.upsert(resource, id, record(name), NOW);
  }

  private static Person record(String name) {
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
