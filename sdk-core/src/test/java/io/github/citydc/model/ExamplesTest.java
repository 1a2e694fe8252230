package io.github.citydc.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.model.standard.SpoiledExample;
import io.github.citydc.validation.PayloadValidator;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

  /** Names, numbers, phones and rooms of the people in the examples, none of whom exists. */
  private static final List<String> PERSONAL =
      List.of(
          "440106198001010019",
          "440106198203150028",
          "13800138000",
          "13900139000",
          "38720000",
          "张三",
          "李四",
          "王五",
          "赵六",
          "钱七",
          "孙八",
          "周九",
          "502",
          "1203",
          "路灯连续");

  private final PayloadJson json = PayloadJson.standard();
  private final PayloadValidator validator = PayloadValidator.standard();

  static Collection<PayloadType> types() {
    return PayloadTypes.standard().types();
  }

  static Stream<Arguments> spoiled() {
    return types().stream()
        .flatMap(
            type ->
                InterfaceStandard.spoiledExamples(type).stream()
                    .map(example -> Arguments.of(type, example.name(), example)));
  }

  @Test
  void version_1_has_30_types() {
    assertThat(types()).hasSize(30).allMatch(type -> type.major() == 1);
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_example_is_read_valid_and_written_back_byte_for_byte(PayloadType type) {
    String example = InterfaceStandard.example(type).orElseThrow();

    Payload payload = json.read(bytes(example), recordOf(type));

    assertThat(validator.validate(payload).violations()).isEmpty();
    assertThat(text(json.write(payload))).isEqualTo(withoutLayout(example));
    assertThat(json.read(json.write(payload), recordOf(type))).isEqualTo(payload);
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_example_shows_nothing_personal_in_words(PayloadType type) {
    Payload payload =
        json.read(bytes(InterfaceStandard.example(type).orElseThrow()), recordOf(type));

    assertThat(payload.toString()).doesNotContain(PERSONAL);
  }

  @ParameterizedTest
  @MethodSource("types")
  void there_are_spoiled_examples_of_every_type(PayloadType type) {
    assertThat(InterfaceStandard.spoiledExamples(type)).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spoiled")
  void a_spoiled_example_is_refused_by_pointer_and_rule(
      PayloadType type, String name, SpoiledExample example) {
    assertThat(violations(type, example)).as(name).isEqualTo(example.violations());
  }

  private List<SpoiledExample.Expected> violations(PayloadType type, SpoiledExample example) {
    try {
      return validator.validate(json.read(bytes(example.json()), recordOf(type))).errors().stream()
          .map(error -> new SpoiledExample.Expected(error.pointer(), error.code()))
          .toList();
    } catch (PayloadFormatException e) {
      return List.of(new SpoiledExample.Expected(e.pointer(), SpoiledExample.WRONG_FORM));
    }
  }

  private static Class<? extends Payload> recordOf(PayloadType type) {
    return PayloadTypes.standard().find(type).orElseThrow();
  }

  /** The same tokens without blanks and line ends between them. */
  private static String withoutLayout(String json) {
    StringBuilder compact = new StringBuilder();
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      inText ^= c == '"' && json.charAt(i - 1) != '\\';
      if (inText || !Character.isWhitespace(c)) {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
