package io.github.citydc.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.query.Queries;
import io.github.citydc.exchange.query.Query;
import io.github.citydc.exchange.query.QueryAnswer;
import io.github.citydc.exchange.query.QueryVerdict;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.population.Household;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.validation.PayloadValidator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sandbox node has received can be pulled from it. */
class SandboxOfferTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");

  private final SandboxCity city = SandboxCity.found("Test Root");
  private SandboxNode hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .offeringRecorded(Person.class)
            .offeringRecorded(Household.class)
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void messages_and_records_of_a_batch_are_pulled_by_others_once_each() {
    ExchangeClient sender = client(TIANHE);
    List<Person> people = TestPeople.first(5).toList();
    sender.send(HUB, people.get(0));
    sender.send(sender.prepare(HUB, Operation.DELETE, people.get(1)));
    Uploader.through(sender)
        .upload(HUB, Person.class, people.stream().skip(1), ProgressListener.none());

    ExchangeClient reader = client(HAIZHU);
    RecordPage first =
        OfferedRecords.through(reader)
            .page(HUB, RecordQuery.builder(Person.class).limit(3).build());
    RecordPage second =
        OfferedRecords.through(reader)
            .page(HUB, RecordQuery.builder(Person.class).cursor(first.next()).build());

    assertThat(first.changes()).hasSize(3);
    assertThat(second.changes()).hasSize(2);
    assertThat(second.more()).isFalse();
    List<RecordChange> all =
        Stream.of(first, second).flatMap(page -> page.changes().stream()).toList();
    assertThat(all).extracting(RecordChange::id).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(change -> change.read(Person.class).orElseThrow())
        .containsExactlyInAnyOrderElementsOf(people);
  }

  @Test
  void one_record_is_asked_for_by_its_id() {
    ExchangeClient reader = client(HAIZHU);
    Person person = TestPeople.number(1);
    MessageId id = client(TIANHE).send(HUB, person).receipt().messageId();
    String resource =
        OfferedRecords.through(reader).catalog(HUB).stream()
            .filter(entry -> entry.name().equals("population.person/1"))
            .findFirst()
            .orElseThrow()
            .resourceCode();

    QueryAnswer found =
        Queries.through(reader)
            .ask(
                HUB, Query.builder(resource).key(Map.of("id", id.toString())).purpose("试用").build())
            .answer();
    QueryAnswer none =
        Queries.through(reader)
            .ask(HUB, Query.builder(resource).key(Map.of("id", "x")).purpose("试用").build())
            .answer();

    assertThat(found.read(Person.class)).contains(person);
    assertThat(none.verdict()).isEqualTo(QueryVerdict.NOT_FOUND);
  }

  @Test
  void the_catalog_names_what_is_offered_by_the_rules_of_the_standard() {
    List<CatalogEntry> catalog = OfferedRecords.through(client(HAIZHU)).catalog(HUB);

    assertThat(catalog)
        .extracting(CatalogEntry::name)
        .containsExactlyInAnyOrder("population.person/1", "population.household/1");
    assertThat(catalog)
        .allSatisfy(
            entry ->
                assertThat(PayloadValidator.standard().validate(entry).violations()).isEmpty());
  }

  @Test
  void what_is_of_another_type_or_deletes_is_recorded_only() throws SQLException {
    ExchangeClient sender = client(TIANHE);
    Person person = TestPeople.first(1).toList().get(0);
    String entry = InterfaceStandard.example(PayloadType.of(CatalogEntry.class)).orElseThrow();
    sender.send(HUB, PayloadJson.standard().read(entry.getBytes(UTF_8), CatalogEntry.class));
    sender.send(sender.prepare(HUB, Operation.DELETE, person));

    assertThat(count("cdx_sandbox_record")).isEqualTo(2);
    assertThat(count("cdx_record")).isZero();
    sender.send(HUB, person);
    assertThat(count("cdx_record")).isEqualTo(1);
  }

  private long count(String table) throws SQLException {
    try (Connection connection = hub.database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private ExchangeClient client(NodeId node) {
    return ExchangeClient.builder()
        .self(node)
        .signer(HttpSignatures.signer(city.enrol(node)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }
}
