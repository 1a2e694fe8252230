package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {

  @Test
  void the_code_of_a_problem_equals_the_constant_of_its_name() {
    Problem read =
        Problem.fromJson(
            404,
            "{\"code\":\"not-found\",\"title\":\"Not found\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(read.code()).isEqualTo(ProblemCode.NOT_FOUND).hasToString("not-found");
    assertThat(read.code().equals(ProblemCode.REPLAYED)).isFalse();
  }

  @Test
  void a_code_of_a_newer_node_survives() {
    byte[] json =
        "{\"code\":\"out-of-office\",\"title\":\"Closed\",\"retryable\":true}"
            .getBytes(StandardCharsets.UTF_8);

    Problem read = Problem.fromJson(503, json);
    Problem again = Problem.fromJson(503, read.toJson());

    assertThat(read.code()).isEqualTo(ProblemCode.ofWireName("out-of-office"));
    assertThat(read.code().type()).isEqualTo("urn:cdx:problem:out-of-office");
    assertThat(read.retryable()).isTrue();
    assertThat(again).isEqualTo(read);
    assertThat(ProblemCode.standard()).doesNotContain(read.code());
  }

  @Test
  void every_constant_is_found_by_its_name() {
    List<ProblemCode> constants =
        Arrays.stream(ProblemCode.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .map(ProblemCodeTest::value)
            .toList();

    assertThat(constants).hasSizeGreaterThan(20).isEqualTo(ProblemCode.standard());
    assertThat(constants)
        .allSatisfy(code -> assertThat(ProblemCode.ofWireName(code.wireName())).isSameAs(code));
  }

  private static ProblemCode value(java.lang.reflect.Field field) {
    try {
      return (ProblemCode) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
