package io.github.citydc.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {

  private static final String TIANHE = "440106:11440106007482911C:grid";
  private static final PayloadType TYPE = PayloadType.parse("population.person/1");

  @ParameterizedTest
  @CsvSource({
    "440106, true",
    "440106001, true",
    "440106001004, true",
    "440105, false",
    "440100, false",
    "440105001, false"
  })
  void a_node_writes_for_its_division_and_those_below(String division, boolean may) {
    assertMay(TIANHE, Jurisdiction.of(division), may);
  }

  @Test
  void one_place_elsewhere_is_enough_to_be_refused() {
    assertMay(TIANHE, Jurisdiction.of("440106001").and(Jurisdiction.of("440105001")), false);
    assertMay(
        TIANHE,
        Jurisdiction.of("440106001").and(Jurisdiction.ofGrid(Optional.of("440105001004012"))),
        false);
    assertMay(
        TIANHE,
        Jurisdiction.of("440106001").and(Jurisdiction.ofComponent(Optional.of("4401050101000001"))),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "440106:11440106007482911C:grid, 11440106007482911C, true",
    "440106001:11440106007482911C:grid, 11440106007482911C, true",
    "440106001:114401000074821105:grid, 11440106007482911C, false",
    "440100:114401000074821105:hub, 11440106007482911C, true",
    "440106:11440106007482911C:grid, 114401000074821105, false"
  })
  void a_node_writes_for_its_own_organization_and_those_registered_in_its_division(
      String sender, String organ, boolean may) {
    assertMay(sender, Jurisdiction.ofOrgan(Optional.of(organ)), may);
  }

  @Test
  void what_is_in_the_name_of_nobody_is_refused_and_what_belongs_to_all_is_not() {
    assertMay(TIANHE, Jurisdiction.ofOrgan(Optional.empty()), false);
    assertMay(TIANHE, Jurisdiction.ofOrgan(Optional.of("not a code")), false);
    assertMay(TIANHE, Jurisdiction.none(), true);
  }

  private static void assertMay(String sender, Jurisdiction jurisdiction, boolean may) {
    ThrowingCallable asking =
        () ->
            AccessPolicy.byJurisdiction()
                .authorize(NodeId.parse(sender), TYPE, Operation.UPSERT, jurisdiction);
    if (may) {
      assertThatCode(asking).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(asking)
          .isInstanceOfSatisfying(
              RefusedException.class,
              e -> assertThat(e.code()).isEqualTo(ProblemCode.OUTSIDE_JURISDICTION));
    }
  }
}
