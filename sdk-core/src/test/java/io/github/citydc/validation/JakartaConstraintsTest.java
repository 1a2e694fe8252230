package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.IdentifierKind;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.bval.jsr.ApacheValidationProvider;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.engine.HibernateConstraintViolation;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The constraints, run by the providers that applications have. */
class JakartaConstraintsTest {

  private static final Locale MACHINE = Locale.getDefault();

  record Form(
      @ValidCitizenId String resident,
      @ValidCreditCode(strict = true) String organization,
      @ValidDivisionCode(level = {DivisionLevel.COUNTY, DivisionLevel.TOWN}) String division,
      @ValidDocumentNumber(message = "the number, please") String document,
      Optional<@ValidMobilePhone String> phone,
      List<@ValidCodeOf(CodeSetName.SEX) String> sexes,
      @ValidGovDomain String site,
      @Valid Inner inner) {

    static Form good() {
      return new Form(
          "11010519491231002X",
          "91350100M000100Y43",
          "440106",
          "穗府办〔2003〕50号",
          Optional.of("13800138000"),
          List.of("1", "2"),
          "www.gz.gov.cn",
          new Inner("510000"));
    }

    static Form bad() {
      return new Form(
          "110105194912310021",
          "91350100M000100Y4",
          "440000",
          "50",
          Optional.of("1"),
          List.of("1", "男"),
          "www.gz.gov.com",
          new Inner("5100"));
    }
  }

  record Inner(@ValidPostalCode String postalCode) {}

  static Stream<Validator> providers() {
    return Stream.of(hibernate(Locale.ENGLISH), bval());
  }

  private static Validator hibernate(Locale locale) {
    return Validation.byProvider(HibernateValidator.class)
        .configure()
        .defaultLocale(locale)
        .messageInterpolator(
            new ParameterMessageInterpolator(Set.of(Locale.ENGLISH, Locale.CHINESE), locale, false))
        .buildValidatorFactory()
        .getValidator();
  }

  private static Validator bval() {
    return Validation.byProvider(ApacheValidationProvider.class)
        .configure()
        .buildValidatorFactory()
        .getValidator();
  }

  @AfterAll
  static void restoreLanguage() {
    Locale.setDefault(MACHINE);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void every_provider_accepts_what_is_right(Validator provider) {
    assertThat(provider.validate(Form.good())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void every_provider_finds_what_is_wrong_and_says_what(Validator provider) {
    Locale.setDefault(Locale.ENGLISH);

    assertThat(messages(provider, Form.bad()))
        .containsOnlyKeys(
            "resident",
            "organization",
            "division",
            "document",
            "phone",
            "sexes[1]",
            "site",
            "inner.postalCode")
        .containsEntry(
            "resident",
            "Citizen identification number: the check character does not match the characters before it")
        .containsEntry("division", "Field: must be a division of the level county/town")
        .containsEntry("document", "the number, please")
        .containsEntry("phone", "Mobile phone number: must have 11 characters; has 1")
        .containsEntry(
            "sexes[1]",
            "Code: not in the code set \"sex\"; allowed: 0 (unknown), 1 (male), 2 (female), 9 (unspecified)")
        .containsEntry("inner.postalCode", "Postal code: must have 6 characters; has 4");
  }

  @Test
  void hibernate_validator_says_it_in_the_language_of_the_reader() {
    assertThat(messages(hibernate(Locale.SIMPLIFIED_CHINESE), Form.bad()))
        .containsEntry("resident", "公民身份号码：校验码与前面各位不符")
        .containsEntry("division", "数据项：应为县级/乡级行政区划")
        .containsEntry("document", "the number, please")
        .containsEntry("phone", "移动电话号码：应为11位，实为1位")
        .containsEntry("sexes[1]", "代码：代码集“性别”中没有该代码，取值为：0（未知的性别）、1（男性）、2（女性）、9（未说明的性别）");
  }

  @Test
  void the_language_of_the_machine_does_not_get_in_the_way() {
    Locale.setDefault(Locale.CHINA);

    assertThat(messages(hibernate(Locale.ENGLISH), Form.bad()).get("resident"))
        .startsWith("Citizen identification number: ");
    assertThat(messages(bval(), Form.bad()).get("resident")).startsWith("公民身份号码：");
  }

  @Test
  void hibernate_validator_hands_on_the_rule() {
    assertThat(hibernate(Locale.ENGLISH).validateProperty(Form.bad(), "resident"))
        .extracting(JakartaConstraintsTest::rule)
        .containsExactly("citizen-id.check-character");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void what_is_remarkable_is_refused_only_where_a_constraint_is_strict(Validator provider) {
    record Ids(@ValidCitizenId String lenient, @ValidCitizenId(strict = true) String strict) {}

    assertThat(messages(provider, new Ids("110105491231002", "110105491231002")))
        .containsOnlyKeys("strict");
  }

  @ParameterizedTest
  @EnumSource
  void every_kind_of_identifier_has_a_constraint_of_its_own(IdentifierKind kind)
      throws ClassNotFoundException {
    String typeName = kind.tryParse(Examples.of(kind)).orElseThrow().getClass().getSimpleName();
    Class<?> constraint = Class.forName("io.github.citydc.validation.Valid" + typeName);

    assertThat(constraint.isAnnotation()).isTrue();
    if (kind != IdentifierKind.DIVISION) {
      assertThat(constraint.asSubclass(Annotation.class).getAnnotation(ValidCode.class).value())
          .isEqualTo(kind);
    }
  }

  private static String rule(ConstraintViolation<?> violation) {
    HibernateConstraintViolation<?> ofHibernate =
        (HibernateConstraintViolation<?>) violation.unwrap(HibernateConstraintViolation.class);
    return ofHibernate.getDynamicPayload(CodeFault.class).rule();
  }

  private static Map<String, String> messages(Validator provider, Object form) {
    return provider.validate(form).stream()
        .collect(
            Collectors.toMap(
                violation ->
                    violation
                        .getPropertyPath()
                        .toString()
                        .replace(".<list element>", "")
                        .replace("<optional value>", ""),
                ConstraintViolation::getMessage));
  }
}
