package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.citydc.code.CodeEntry;
import io.github.citydc.code.CodeSet;
import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.Strictness;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadValidatorTest {

  private final PayloadValidator validator = PayloadValidator.standard();

  private static Person valid() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name("张三")
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }

  static Stream<UnaryOperator<PersonBuilder>> changes() {
    return Stream.of(
        person -> person,
        person -> person.idNumber("440106198001010013"),
        person -> person.idNumber("").name(""),
        person -> person.idNumber("x".repeat(41)).idDocumentType("414"),
        person -> person.sex("2"),
        person -> person.sex("男").education("x").employment("").maritalStatus("1"),
        person -> person.birthDate(LocalDate.of(1981, 1, 1)),
        person -> person.birthDate(LocalDate.of(2981, 1, 1)),
        person -> person.deathDate(LocalDate.of(2981, 1, 1)),
        person -> person.birthplaceDivision("4401"),
        person -> person.birthplaceDivision("44010"),
        person -> person.residenceAddress(Address.of("ABC", "")),
        person -> person.householdAddress(Address.of("44", "x".repeat(201))));
  }

  @Test
  void a_good_record_has_nothing_to_report() {
    assertThat(validator.validate(valid()).violations()).isEmpty();
  }

  @Test
  void a_violation_names_pointer_rule_and_standard_in_two_languages() {
    ValidationReport report =
        validator.validate(PersonBuilder.builder(valid()).idNumber("440106198001010013").build());

    assertThat(report.isValid()).isFalse();
    assertThat(report.errors())
        .extracting(Violation::pointer, Violation::code, Violation::standard)
        .containsExactly(tuple("/idNumber", "resident-id.check-character", "GB 11643-1999"));
    assertThat(report.errors().get(0).message(Locale.ENGLISH))
        .startsWith("Resident id: the check character");
    assertThat(report.errors().get(0).message(Locale.SIMPLIFIED_CHINESE)).startsWith("公民身份号码：校验码");
    assertThat(report.toString()).doesNotContain("440106198001010013");
  }

  @Test
  void members_are_found_in_nested_records() {
    Person person =
        PersonBuilder.builder(valid()).residenceAddress(Address.of("44010", " ")).build();

    assertThat(validator.validate(person).errors())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(
            tuple("/residenceAddress/division", "division.length"),
            tuple("/residenceAddress/text", "member.required"));
  }

  @Test
  void a_code_that_is_not_in_its_set_is_named_with_the_set_and_its_standard() {
    ValidationReport report =
        validator.validate(PersonBuilder.builder(valid()).sex("男").ethnicity("97").build());

    assertThat(report.errors())
        .extracting(Violation::pointer, Violation::code, Violation::standard)
        .containsExactly(
            tuple("/sex", "code-set.unknown-code", "GB/T 2261.1-2003"),
            tuple("/ethnicity", "code-set.unknown-code", "GB/T 3304-1991"));
    assertThat(report.errors().get(1).message(Locale.CHINESE)).contains("民族");
  }

  @Test
  void a_city_has_codes_of_its_own_and_others_do_not_get_them() {
    CodeSets standard = CodeSets.standard();
    CodeSet ethnicity = standard.get(CodeSetName.ETHNICITY).with(new CodeEntry("97", "其他"));
    Person person = PersonBuilder.builder(valid()).ethnicity("97").build();

    PayloadValidator ofCity = PayloadValidator.builder().codeSets(standard.with(ethnicity)).build();

    assertThat(ofCity.validate(person).violations()).isEmpty();
    assertThat(validator.validate(person).isValid()).isFalse();
  }

  @Test
  void what_is_a_warning_by_default_is_an_error_to_the_strict() {
    Person person = PersonBuilder.builder(valid()).birthplaceDivision("449999").build();

    assertThat(validator.validate(person).isValid()).isTrue();
    assertThat(validator.validate(person).warnings())
        .extracting(Violation::code)
        .containsExactly("division.unknown-division");
    assertThat(
            PayloadValidator.builder()
                .strictness(Strictness.STRICT)
                .build()
                .validate(person)
                .errors())
        .extracting(Violation::code)
        .containsExactly("division.unknown-division");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void hibernate_validator_finds_the_same(UnaryOperator<PersonBuilder> change) {
    Person person = change.apply(PersonBuilder.builder(valid())).build();

    List<String> ours =
        validator.validate(person).errors().stream().map(Violation::pointer).sorted().toList();

    assertThat(pointersOfHibernateValidator(person)).isEqualTo(ours);
  }

  private static List<String> pointersOfHibernateValidator(Object record) {
    try (ValidatorFactory factory =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()) {
      Validator hibernate = factory.getValidator();
      return hibernate.validate(record).stream()
          .map(PayloadValidatorTest::pointer)
          .sorted()
          .toList();
    }
  }

  private static String pointer(ConstraintViolation<Object> violation) {
    return "/" + violation.getPropertyPath().toString().replace('.', '/');
  }
}
