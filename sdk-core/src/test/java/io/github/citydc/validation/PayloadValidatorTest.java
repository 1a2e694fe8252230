package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CodeEntry;
import io.github.citydc.code.CodeSet;
import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.Strictness;
import io.github.citydc.model.Address;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.PastOrPresent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;

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
        .containsExactly(tuple("/idNumber", "citizen-id.check-character", "GB 11643-1999"));
    assertThat(report.errors().get(0).message(Locale.ENGLISH))
        .startsWith("Resident id: the check character");
    assertThat(report.errors().get(0).message(Locale.SIMPLIFIED_CHINESE)).startsWith("公民身份号码：校验码");
    assertThat(report.toString()).doesNotContain("440106198001010013");
  }

  @Test
  void who_breaks_a_rule_a_hundred_thousand_times_is_told_so_a_thousand_times() {
    OfficialDocument document =
        OfficialDocumentBuilder.builder().mainRecipients(Collections.nCopies(100_000, " ")).build();

    ValidationReport report = validator.validate(document);

    assertThat(report.isValid()).isFalse();
    assertThat(report.errors()).hasSize(1000);
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
        validator.validate(PersonBuilder.builder(valid()).sex("男").ethnicity("57").build());

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
    CodeSet ethnicity = standard.get(CodeSetName.ETHNICITY).with(new CodeEntry("57", "其他"));
    Person person = PersonBuilder.builder(valid()).ethnicity("57").build();

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

  @Test
  void the_day_is_told_by_the_clock() {
    Clock in2000 = Clock.fixed(Instant.parse("2000-06-01T00:00:00Z"), ChinaTime.ZONE);
    PayloadValidator then = PayloadValidator.builder().clock(in2000).build();
    record Born(@PastOrPresent LocalDate on, @ValidCitizenId String id) {}

    assertThat(then.validate(new Born(LocalDate.of(2000, 6, 1), "44010620000601001X")).errors())
        .extracting(Violation::code)
        .doesNotContain("member.future", "citizen-id.birth-date-future");
    assertThat(then.validate(new Born(LocalDate.of(2000, 6, 2), "440106200006020018")).errors())
        .extracting(Violation::code)
        .contains("member.future", "citizen-id.birth-date-future");
  }

  @Test
  void what_only_the_provider_knows_is_found_in_both_languages_and_in_its_place() {
    Specimens.OfVendor record = new Specimens.OfVendor(-1, "", new Specimens.VendorsInner(7));

    assertThat(validator.validate(record).errors())
        .extracting(Violation::pointer, Violation::code, Violation::message)
        .containsExactlyInAnyOrder(
            tuple("/number", "constraint.even-number", "not even"),
            tuple("/number", "member.minimum", "Member: it is less than 0, or not a number"),
            tuple("/text", "member.required", "Member: it is required"),
            tuple("/inner/number", "constraint.even-number", "not even"));
    Violation mail = validator.validate(new Mail("nobody")).errors().get(0);
    assertThat(mail.message(Locale.ENGLISH)).isEqualTo("must be a well-formed email address");
    assertThat(mail.message(Locale.CHINESE)).contains("邮件");
  }

  record Mail(@Email String address) {}

  @Test
  void only_records_are_payloads() {
    assertThatThrownBy(() -> validator.validate("text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String");
  }

  @Test
  void a_code_set_that_nobody_has_is_a_mistake_of_the_record() {
    record Lamp(@ValidCodeOf("lamp-state") String state) {}

    assertThatThrownBy(() -> validator.validate(new Lamp("on")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lamp-state");
  }

  @Test
  void what_cannot_be_stored_is_an_error_in_every_text_and_what_is_not_seen_a_warning() {
    Person person =
        PersonBuilder.builder(valid())
            .name("张\u0000三")
            .residenceAddress(Address.of("440106", "\u3000五山路\u200B1号\uFFFD\uE000\uD83D"))
            .build();

    ValidationReport report = validator.validate(person);

    assertThat(report.errors())
        .extracting(Violation::pointer, Violation::code)
        .containsExactlyInAnyOrder(
            tuple("/name", "text.null-character"),
            tuple("/residenceAddress/text", "text.lone-surrogate"));
    assertThat(report.warnings())
        .extracting(Violation::code)
        .containsExactlyInAnyOrder(
            "text.leading-space",
            "text.invisible-character",
            "text.replacement-character",
            "text.private-use");
    assertThat(
            PayloadValidator.builder()
                .strictness(Strictness.STRICT)
                .build()
                .validate(person)
                .errors())
        .hasSize(6);
  }

  @Test
  void a_length_counts_characters_as_the_schema_does() {
    String hundred = "\uD842\uDFB7".repeat(100);

    assertThat(validator.validate(PersonBuilder.builder(valid()).name(hundred).build()).isValid())
        .isTrue();
    assertThat(
            validator.validate(PersonBuilder.builder(valid()).name(hundred + "吉").build()).errors())
        .extracting(Violation::code)
        .containsExactly("member.size");
  }
}
