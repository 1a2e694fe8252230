package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.batch.BatchContext;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.model.Address;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.population.Household;
import io.github.citydc.model.population.HouseholdBuilder;
import io.github.citydc.model.population.HouseholdMemberBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.space.Building;
import io.github.citydc.model.space.BuildingBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a node may write is judged by the whole record, and how wrong one is does not swell answers.
 */
class JurisdictionExchangeTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int MEBIBYTE = 1 << 20;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final AtomicInteger largestAnswer = new AtomicInteger();
  private final Map<String, Person> register = new ConcurrentHashMap<>();
  private SandboxCity city;
  private SandboxNode hub;
  private SigningKey key;

  @BeforeEach
  void start(@TempDir Path folder) {
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(
                Person.class,
                (person, context) -> {
                  stored(person).ifPresent(context::requireAuthority);
                  register.remove(person.idNumber());
                })
            .onBatch(Person.class, this::delete)
            .on(Building.class, (building, context) -> {})
            .on(CatalogEntry.class, (entry, context) -> {})
            .on(Household.class, (household, context) -> {})
            .start();
  }

  private void delete(List<Person> people, BatchContext context) {
    people.forEach(person -> stored(person).ifPresent(context::requireAuthority));
    people.forEach(person -> register.remove(person.idNumber()));
  }

  private Optional<Person> stored(Person person) {
    return Optional.ofNullable(register.get(person.idNumber()));
  }

  @AfterEach
  void stop() {
    hub.close();
    network.close();
  }

  @Test
  void a_building_with_the_grid_of_another_district_is_refused() {
    Building building = example("space.building/1", Building.class);

    client().send(HUB, building);
    assertOutside(BuildingBuilder.builder(building).grid("440105001004012").build());
  }

  @Test
  void a_catalog_entry_of_an_organ_elsewhere_is_refused_and_so_is_one_of_nobody() {
    CatalogEntry entry = example("catalog.entry/1", CatalogEntry.class);

    client().send(HUB, entry);
    assertOutside(
        CatalogEntryBuilder.builder(entry)
            .provider(Organ.of("广州市人民政府", "114401000074821105"))
            .build());
    assertOutside(
        CatalogEntryBuilder.builder(entry)
            .provider(new Organ("某单位", Optional.empty(), entry.extensions()))
            .build());
  }

  @Test
  void a_delete_that_claims_the_own_residence_does_not_reach_a_record_of_another_district() {
    Person own = TestPeople.number(1);
    Person foreign =
        PersonBuilder.builder(TestPeople.number(2))
            .residenceAddress(Address.of("440105001", "江南大道1号"))
            .build();
    register.put(own.idNumber(), own);
    register.put(foreign.idNumber(), foreign);

    client().send(client().prepare(HUB, Operation.DELETE, own));
    assertThatThrownBy(
            () -> client().send(client().prepare(HUB, Operation.DELETE, TestPeople.number(2))))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("outside-jurisdiction");

    assertThat(register).containsOnlyKeys(foreign.idNumber());
  }

  @Test
  void the_records_of_a_batch_are_compared_with_the_register_likewise() {
    Person foreign =
        PersonBuilder.builder(TestPeople.number(2))
            .residenceAddress(Address.of("440105001", "江南大道1号"))
            .build();
    register.put(foreign.idNumber(), foreign);
    register.put(TestPeople.number(3).idNumber(), TestPeople.number(3));

    UploadReport report =
        Uploader.through(client())
            .upload(
                HUB,
                RecordSource.of(Person.class, TestPeople.first(5)),
                UploadOptions.builder().operation(Operation.DELETE).build());

    assertThat(report.rejections())
        .extracting(Rejection::record, Rejection::code)
        .containsExactly(tuple(3L, "outside-jurisdiction"));
    assertThat(register).containsOnlyKeys(foreign.idNumber());
  }

  @Test
  void the_answer_to_ten_thousand_mistakes_counts_them() {
    assertThatThrownBy(() -> unchecked().send(HUB, household(9_000)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              Problem problem = e.problem();
              assertThat(problem.violations()).hasSize(100);
              assertThat(problem.moreViolations()).isGreaterThan(17_000);
            });
    assertThat(largestAnswer).hasValueLessThanOrEqualTo(64 * 1024);
  }

  @Test
  void the_answers_about_a_batch_full_of_mistakes_are_bounded_and_leave_no_record_out() {
    UploadReport report =
        Uploader.through(unchecked())
            .upload(
                HUB,
                RecordSource.of(
                    Household.class, IntStream.range(0, 400).mapToObj(i -> household(30))),
                UploadOptions.builder().listed(1000).build());

    assertThat(report.rejections()).hasSize(400);
    assertThat(report.rejections())
        .allSatisfy(
            rejection -> {
              assertThat(rejection.violations()).hasSize(20);
              assertThat(rejection.moreViolations()).isGreaterThanOrEqualTo(40);
            });
    assertThat(largestAnswer).hasValueLessThanOrEqualTo(2 * MEBIBYTE);
  }

  private static Household household(int members) {
    return HouseholdBuilder.builder(example("population.household/1", Household.class))
        .members(Collections.nCopies(members, HouseholdMemberBuilder.builder().build()))
        .build();
  }

  private void assertOutside(Payload payload) {
    assertThatThrownBy(() -> client().send(HUB, payload))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("outside-jurisdiction");
  }

  private static <P> P example(String type, Class<P> record) {
    String json = InterfaceStandard.example(PayloadType.parse(type)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }

  private ExchangeClient client() {
    return builder().build();
  }

  private ExchangeClient unchecked() {
    return builder().withoutLocalValidation().build();
  }

  private ExchangeClientBuilder builder() {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(this::measured);
  }

  private HttpResponse measured(HttpRequest request) {
    HttpResponse response = network.exchange(request);
    largestAnswer.accumulateAndGet(response.body().toByteArray().length, Math::max);
    return response;
  }
}
