package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import io.github.citydc.model.Money;
import io.github.citydc.model.MoneyBuilder;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.organization.LegalEntity;
import io.github.citydc.model.organization.LegalEntityBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of which not every row is certain refuse nobody, and say what they do not have. */
class OpenCodeSetsTest {

  @ParameterizedTest
  @CsvSource({
    "currency, RMB, /registeredCapital/currency",
    "currency, DEM, /registeredCapital/currency",
    "industry, 6510, /industry",
    "economicType, 152, /economicType",
    "registrationType, 1100, /registrationType",
  })
  void an_unknown_code_is_a_warning_and_strictly_an_error(
      String member, String code, String pointer) {
    LegalEntity entity = with(member, code);

    assertThat(PayloadValidator.standard().validate(entity).violations())
        .extracting(Violation::pointer, Violation::code, Violation::severity)
        .containsExactly(tuple(pointer, "code-set.unknown-code", Severity.WARNING));
    assertThat(
            PayloadValidator.builder()
                .strictness(Strictness.STRICT)
                .build()
                .validate(entity)
                .isValid())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"currency, CNY", "currency, HKD", "industry, 6513", "economicType, 159"})
  void a_known_code_says_nothing(String member, String code) {
    assertThat(PayloadValidator.standard().validate(with(member, code)).violations()).isEmpty();
  }

  private static LegalEntity with(String member, String code) {
    LegalEntityBuilder entity = LegalEntityBuilder.builder(entity());
    switch (member) {
      case "industry" -> entity.industry(code);
      case "economicType" -> entity.economicType(code);
      case "registrationType" -> entity.registrationType(code);
      default -> entity.registeredCapital(money(code));
    }
    return entity.build();
  }

  private static Money money(String currency) {
    return MoneyBuilder.builder().amount(BigDecimal.TEN).currency(currency).build();
  }

  private static LegalEntity entity() {
    Optional<String> json =
        InterfaceStandard.example(PayloadType.parse("organization.legal-entity/1"));
    return PayloadJson.standard()
        .read(json.orElseThrow().getBytes(StandardCharsets.UTF_8), LegalEntity.class);
  }
}
