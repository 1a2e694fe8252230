package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.PersonReferenceBuilder;
import io.github.citydc.model.organization.LegalEntity;
import io.github.citydc.model.organization.LegalEntityBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.model.standard.PayloadTypes;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.bval.jsr.ApacheValidationProvider;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What one member says of another one, in all payload types. */
class MembersThatAgreeTest {

  /** Members with a date or a time that nothing is compared with, and why. */
  private static final Map<String, String> UNORDERED =
      Map.ofEntries(
          Map.entry("Building.completedOn", "the only one"),
          Map.entry("CaseResult.decidedAt", "compared in the case"),
          Map.entry("CatalogEntry.publishedOn", "the only one"),
          Map.entry("CatalogReview.at", "compared in the entry"),
          Map.entry("CollaborationReply.at", "the only one"),
          Map.entry("SharingAnswer.at", "the only one"),
          Map.entry("SharingChange.at", "the only one that has happened"),
          Map.entry("SharingChange.mendBy", "a term may be told late"),
          Map.entry("SharingChange.consultedOn", "before or after the decision to change"),
          Map.entry("SharingCorrection.requestedAt", "the only one"),
          Map.entry(
              "SharingGrant.grantedAt", "the only one; use may begin before it is written down"),
          Map.entry("SharingUse.disposedOn", "data may be destroyed before the period ends"),
          Map.entry(
              "SharingUse.recordedAt", "compared with nothing: a record may be put right later"),
          Map.entry("DocumentAction.at", "the only one"),
          Map.entry("ECertificate.createdAt", "of the file, which may be made again later"),
          Map.entry("CasePayment.paidAt", "the only one"),
          Map.entry("DeliveryAssessment.assessedOn", "the only one"),
          Map.entry("ElectronicSeal.sealedAt", "of the file, which may be sealed again later"),
          Map.entry("ReceivedMaterial.receivedAt", "it may be handed in before the application"),
          Map.entry("ServiceEvaluation.evaluatedAt", "the only one"),
          Map.entry("EventStage.at", "compared in the event"),
          Map.entry("HouseholdMember.joinedOn", "the only one"),
          Map.entry("Indicator.publishedOn", "the only one; the period is a text"),
          Map.entry("LegalEntity.establishedOn", "the term of operation may be counted otherwise"),
          Map.entry("RequestReply.repliedAt", "compared in the request"),
          Map.entry("Residence.recordedAt", "one may be registered before and after moving"));

  private final PayloadValidator validator = PayloadValidator.standard();

  @ValidOrder({"day", "time"})
  @ValidOrder("steps.at")
  record Visit(Optional<LocalDate> day, Optional<OffsetDateTime> time, List<Step> steps) {}

  record Step(OffsetDateTime at) {}

  @ValidOrder({"day", "dya"})
  record Misspelt(LocalDate day) {}

  @ValidOrder("days")
  record TooDeep(Optional<List<LocalDate>> days) {}

  @ValidPart(member = "day", of = "text", from = 0, length = 1)
  record NoText(LocalDate day, String text) {}

  @Test
  void every_date_and_time_of_the_standard_is_compared_or_has_a_reason_not_to_be() {
    Set<Class<?>> records = new LinkedHashSet<>();
    Set<String> compared = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (PayloadType type : PayloadTypes.standard().types()) {
      collect(PayloadTypes.standard().find(type).orElseThrow(), records);
    }
    for (Class<?> record : records) {
      for (RecordComponent component : record.getRecordComponents()) {
        Class<?> content = content(component.getGenericType());
        if (content == LocalDate.class || content == OffsetDateTime.class) {
          all.add(record.getSimpleName() + "." + component.getName());
        }
      }
      for (ValidOrder order : record.getAnnotationsByType(ValidOrder.class)) {
        Stream.of(order.value())
            .filter(path -> !path.contains("."))
            .forEach(path -> compared.add(record.getSimpleName() + "." + path));
      }
    }

    assertThat(all).hasSizeGreaterThan(30);
    all.removeAll(compared);
    assertThat(all).containsExactlyInAnyOrderElementsOf(UNORDERED.keySet());
  }

  private static void collect(Class<?> record, Set<Class<?>> records) {
    if (record.isRecord() && records.add(record)) {
      Arrays.stream(record.getRecordComponents())
          .forEach(component -> collect(content(component.getGenericType()), records));
    }
  }

  private static Class<?> content(Type type) {
    if (type instanceof ParameterizedType container) {
      return content(container.getActualTypeArguments()[0]);
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  @Test
  void equal_and_absent_ones_are_in_order() {
    OffsetDateTime noon = OffsetDateTime.parse("2026-03-01T12:00:00+08:00");

    assertThat(found(visit("2026-03-01", "2026-03-01T00:00:00+08:00"))).isEmpty();
    assertThat(found(new Visit(Optional.empty(), Optional.of(noon), List.of()))).isEmpty();
    assertThat(found(steps(noon, noon))).isEmpty();
  }

  @Test
  void a_day_and_a_time_are_compared_in_China_and_two_times_as_instants() {
    assertThat(found(visit("2026-03-02", "2026-03-01T16:00:00Z"))).isEmpty();
    assertThat(found(visit("2026-03-02", "2026-03-01T15:59:59Z")))
        .containsExactly("/time member.order");
    assertThat(
            found(
                steps(
                    OffsetDateTime.parse("2026-03-01T12:00:00+08:00"),
                    OffsetDateTime.parse("2026-03-01T04:00:01Z"),
                    OffsetDateTime.parse("2026-03-01T12:00:00+08:00"),
                    OffsetDateTime.parse("2026-03-01T12:00:00+07:00"))))
        .containsExactly("/steps/2/at member.order");
  }

  @Test
  void the_message_names_the_other_member_in_both_languages() {
    Violation violation =
        validator.validate(visit("2026-03-02", "2026-03-01T00:00:00Z")).errors().get(0);

    assertThat(violation.message()).endsWith("must not be before day");
    assertThat(violation.messageZh()).endsWith("不应早于day");
  }

  @Test
  void a_rule_on_a_member_that_is_not_there_or_of_another_kind_is_a_mistake_of_the_record() {
    assertThatThrownBy(() -> validator.validate(new Misspelt(LocalDate.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dya");
    assertThatThrownBy(() -> validator.validate(new TooDeep(Optional.of(List.of()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("days is neither");
    assertThatThrownBy(() -> validator.validate(new NoText(LocalDate.EPOCH, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("texts");
  }

  static Stream<Validator> providers() {
    return Stream.of(
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator(),
        Validation.byProvider(ApacheValidationProvider.class)
            .configure()
            .buildValidatorFactory()
            .getValidator());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void every_provider_finds_them_at_the_same_members(Validator provider) {
    Person person = person();

    assertThat(provider.validate(visit("2026-03-02", "2026-03-01T00:00:00Z")))
        .extracting(violation -> violation.getPropertyPath().toString())
        .containsExactly("time");
    assertThat(
            provider.validate(
                steps(
                    OffsetDateTime.parse("2026-03-01T12:00:00+08:00"),
                    OffsetDateTime.parse("2026-03-01T11:00:00+08:00"))))
        .extracting(violation -> violation.getPropertyPath().toString())
        .containsExactly("steps[1].at");
    assertThat(
            provider.validate(
                PersonBuilder.builder(person).deathDate(LocalDate.of(1979, 12, 31)).build()))
        .extracting(ConstraintViolation::getPropertyPath)
        .extracting(Object::toString)
        .containsExactly("deathDate");
    assertThat(provider.validate(LegalEntityBuilder.builder(entity()).category("11").build()))
        .extracting(violation -> violation.getPropertyPath().toString())
        .containsExactly("category");
  }

  @ParameterizedTest
  @CsvSource({
    "91440106MA5CBM3Y45, 91, ''",
    "91440106MA5CBM3Y45, 93, '/category member.part'",
    "91440106MA5CBM3Y45, 9, '/category code-set.unknown-code W, /category member.part'",
    // Its department has no category 7: remarkable for both, and refused by a strict check of both.
    "97440106MA5CBM3Y4J, 97, '/creditCode credit-code.unknown-category W, /category code-set.unknown-code W'",
  })
  void the_category_of_an_organization_is_that_of_its_code_and_as_remarkable(
      String code, String category, String expected) {
    LegalEntity entity =
        LegalEntityBuilder.builder(entity()).creditCode(code).category(category).build();

    assertThat(String.join(", ", all(validator, entity))).isEqualTo(expected);
    assertThat(
            all(PayloadValidator.builder().strictness(Strictness.STRICT).build(), entity).stream()
                .sorted())
        .isEqualTo(
            Stream.of(expected.replace(" W", "").split(", ", -1))
                .filter(text -> !text.isEmpty())
                .sorted()
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "111, 11010519491231002X, ''",
    "111, 110105194912310021, '/idNumber citizen-id.check-character'",
    "112, 110105194912310021, '/idNumber citizen-id.check-character'",
    "001, 91350100M000100Y43, ''",
    "001, 91350100M000100Y44, '/idNumber credit-code.check-character'",
    "001, 11010519491231002X, '/idNumber credit-code.looks-like-citizen-id'",
    "553, 911124198108030024, ''",
    "553, 911124198108030025, '/idNumber foreigner-id.check-character'",
    "553, CAN110081080310, ''",
    "553, 12345678, '/idNumber identity.number-form W'",
    "414, E12345678, ''",
    "414, EA1234567, ''",
    "414, e12345678, '/idNumber identity.number-form W'",
    "414, 护照12345678, '/idNumber identity.number-form W'",
    "516, H12345678, ''",
    "516, M1234567801, ''",
    "516, K12345678, '/idNumber identity.number-form W'",
    "990, whatever it is, ''",
    "154, 3, ''"
  })
  void the_number_is_that_of_its_kind_of_document(String kind, String number, String expected) {
    PersonReference reference =
        PersonReferenceBuilder.builder().idDocumentType(kind).idNumber(number).name("张三").build();

    assertThat(
            all(validator, reference).stream().filter(text -> !text.startsWith("/idDocumentType")))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }

  @Test
  void birth_date_and_sex_are_compared_with_the_number_where_it_is_certain_what_it_says() {
    Person person = person();
    Person abroad =
        PersonBuilder.builder(person)
            .idDocumentType("553")
            .idNumber("911124198108030024")
            .birthDate(LocalDate.of(1981, 8, 3))
            .build();

    assertThat(found(PersonBuilder.builder(person).sex("2").build()))
        .containsExactly("/sex identity.sex");
    assertThat(found(PersonBuilder.builder(person).birthDate(LocalDate.of(1980, 1, 2)).build()))
        .containsExactly("/birthDate identity.birth-date");
    assertThat(found(abroad)).isEmpty();
    assertThat(found(PersonBuilder.builder(abroad).birthDate(LocalDate.of(1981, 8, 4)).build()))
        .containsExactly("/birthDate identity.birth-date");
  }

  @Test
  void a_birth_date_in_a_foreigners_number_is_judged_by_the_clock_that_was_given() {
    Person born =
        PersonBuilder.builder(person())
            .idDocumentType("553")
            .idNumber("911124198108030024")
            .birthDate(LocalDate.of(1981, 8, 3))
            .build();
    PayloadValidator earlier =
        PayloadValidator.builder()
            .clock(Clock.fixed(Instant.parse("1981-08-02T00:00:00Z"), ChinaTime.ZONE))
            .build();

    assertThat(earlier.validate(born).errors())
        .extracting(Violation::code)
        .contains("foreigner-id.birth-date-future");
  }

  private List<String> found(Object record) {
    return all(validator, record);
  }

  private static List<String> all(PayloadValidator validator, Object record) {
    return validator.validate(record).violations().stream()
        .map(
            violation ->
                violation.pointer()
                    + " "
                    + violation.code()
                    + (violation.severity() == Severity.WARNING ? " W" : ""))
        .toList();
  }

  private static Visit visit(String day, String time) {
    return new Visit(
        Optional.of(LocalDate.parse(day)), Optional.of(OffsetDateTime.parse(time)), List.of());
  }

  private static Visit steps(OffsetDateTime... times) {
    return new Visit(
        Optional.empty(),
        Optional.empty(),
        Arrays.stream(times).map(time -> new Step(time)).toList());
  }

  private static Person person() {
    return example("population.person/1", Person.class);
  }

  private static LegalEntity entity() {
    return example("organization.legal-entity/1", LegalEntity.class);
  }

  private static <T> T example(String type, Class<T> record) {
    String json = InterfaceStandard.example(PayloadType.parse(type)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}
