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
import io.github.citydc.model.document.DocumentContent;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PastOrPresent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        .startsWith(
            "Number of the identity document (citizen identification number): the check character");
    assertThat(report.errors().get(0).message(Locale.SIMPLIFIED_CHINESE))
        .startsWith("证件号码（公民身份号码）：校验码");
    assertThat(report.toString()).doesNotContain("440106198001010013");
  }

  @Test
  void a_message_calls_the_member_by_its_title_and_says_what_is_allowed() {
    ValidationReport report =
        validator.validate(
            PersonBuilder.builder(valid())
                .name(" ")
                .sex("男")
                .birthDate(LocalDate.of(1980, 1, 2))
                .residenceAddress(Address.of("440106", ""))
                .build());

    assertThat(report.errors())
        .extracting(Violation::pointer, Violation::messageZh, Violation::message)
        .containsExactlyInAnyOrder(
            tuple("/name", "姓名：必填", "Name: required"),
            tuple("/residenceAddress/text", "详细地址：必填", "Detailed address: required"),
            tuple(
                "/birthDate",
                "出生日期：与证件号码不一致",
                "Date of birth: does not match the number of the identity document"),
            tuple(
                "/sex",
                "性别：代码集“性别”中没有该代码，取值为：0（未知的性别）、1（男性）、2（女性）、9（未说明的性别）",
                "Sex: not in the code set \"sex\"; allowed: 0 (unknown), 1 (male), 2 (female), 9 (unspecified)"));
  }

  @Test
  void a_member_without_a_title_is_called_as_in_json() {
    record Lamp(@NotBlank String state, List<@NotBlank String> notes) {}

    assertThat(validator.validate(new Lamp(" ", List.of(" "))).errors())
        .extracting(Violation::pointer, Violation::messageZh)
        .containsExactly(tuple("/state", "State：必填"), tuple("/notes/0", "Notes：必填"));
  }

  @ParameterizedTest
  @CsvSource({
    "通知, '/documentNumber /mainRecipients'",
    "请示, '/documentNumber /mainRecipients'",
    "函, '/documentNumber /mainRecipients'",
    "命令, /documentNumber",
    "纪要, ''",
    "公告, ''",
    "公报, ''",
    "决议, ''",
    "决定, ''",
    "通告, ''",
  })
  void what_an_official_document_must_have_is_decided_by_its_kind(String kind, String missing) {
    OfficialDocument bare = document(kind).build();
    OfficialDocument whole =
        document(kind).documentNumber("国务院令第750号").mainRecipients(List.of("各区人民政府")).build();

    assertThat(validator.validate(bare).errors().stream().map(Violation::pointer))
        .containsExactly(missing.isEmpty() ? new String[0] : missing.split(" "));
    assertThat(validator.validate(bare).errors())
        .allMatch(error -> error.code().equals("member.required"));
    assertThat(validator.validate(whole).violations()).isEmpty();
  }

  private static OfficialDocumentBuilder document(String kind) {
    return OfficialDocumentBuilder.builder()
        .documentId("d-1")
        .kind(kind)
        .authorityHeader("广州市人民政府")
        .title("标题")
        .issuerName("广州市人民政府")
        .documentDate(LocalDate.of(2003, 9, 10))
        .content(DocumentContent.ofText("正文"));
  }

  @Test
  void who_breaks_a_rule_a_hundred_thousand_times_is_told_so_a_hundred_times() {
    ValidationReport report = validator.validate(documentWithRecipients(100_000, " "));

    assertThat(report.isValid()).isFalse();
    assertThat(report.violations()).hasSize(100);
    assertThat(report.errorCount()).isEqualTo(100 + report.moreErrors()).isGreaterThan(100_000);
    assertThat(report.summary()).endsWith(" and " + (report.errorCount() - 10) + " more");
  }

  @Test
  void the_number_of_violations_that_are_listed_can_be_chosen() {
    PayloadValidator brief = PayloadValidator.builder().violationLimit(3).build();

    ValidationReport report = brief.validate(documentWithRecipients(5, " "));

    assertThat(report.violations()).hasSize(3);
    assertThat(report.errorCount())
        .isEqualTo(validator.validate(documentWithRecipients(5, " ")).errors().size());
    assertThatThrownBy(() -> PayloadValidator.builder().violationLimit(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void no_number_of_warnings_hides_an_error() {
    OfficialDocument document = documentWithRecipients(1000, "\u200B机关");

    ValidationReport report = validator.validate(document);

    // What is missing behind the recipients comes after a thousand warnings.
    assertThat(report.violations()).hasSize(100);
    assertThat(report.errors()).extracting(Violation::pointer).contains("/content");
    assertThat(report.moreErrors()).isZero();
    assertThat(report.warnings().size() + report.moreWarnings()).isEqualTo(1000);
  }

  private static OfficialDocument documentWithRecipients(int number, String name) {
    return OfficialDocumentBuilder.builder()
        .mainRecipients(Collections.nCopies(number, name))
        .build();
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
            tuple("/number", "member.minimum", "Number: must be a number not less than 0"),
            tuple("/text", "member.required", "Text: required"),
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
  void a_control_character_is_not_seen_either_and_is_named() {
    Person person = PersonBuilder.builder(valid()).name("李\u0007四\t\r\n\u0085").build();

    assertThat(validator.validate(person).violations())
        .extracting(Violation::pointer, Violation::code, Violation::message)
        .containsExactly(
            tuple(
                "/name",
                "text.invisible-character",
                "Name: contains an invisible character (U+0007)"));
  }

  @ParameterizedTest
  @CsvSource({
    "　　现将有关事项通知如下：, true",
    "'　　第一段\n　　第二段', true",
    "　　张三, false",
    "　现将有关事项通知如下：, false",
    "　　　现将有关事项通知如下：, false",
  })
  void the_two_spaces_at_the_head_of_a_paragraph_are_no_mistake(String text, boolean good) {
    Person person = PersonBuilder.builder(valid()).employer(text).build();

    assertThat(validator.validate(person).violations())
        .extracting(Violation::code)
        .isEqualTo(good ? List.of() : List.of("text.leading-space"));
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
