package io.github.citydc.internal;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"secret":1,"secret":2}    | A member appears twice (line 1, column 21)
          {"a":{"secret":1,"secret":2}} | A member appears twice (line 1, column 26)
          {"a":1} {"secret":2}       | Content after the JSON value (line 1, column
          {"a":1} secret             | Broken JSON (line 1, column
          {"secret                   | Broken JSON (line 1, column
          {"a":secret}               | Broken JSON (line 1, column
          {"secret":"\\u0000"}       | U+0000 in a text
          {"secret\\ud800":1}        | Half a surrogate pair in a text
          ''                         | There is no text
          """)
  void what_is_not_strict_is_refused_with_rule_and_place_and_without_the_text(
      String json, String why) {
    assertThatThrownBy(() -> StrictJson.read(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasNoCause()
        .hasMessageNotContaining("secret");
  }

  @Test
  void depth_names_and_sizes_have_bounds() {
    refused("[".repeat(65) + "]".repeat(65), "Too long, too deep or too many");
    refused("{\"" + "n".repeat(201) + "\":1}", "Too long, too deep or too many");
    refused("1".repeat(101), "Too long, too deep or too many");
    refused(" ".repeat(StrictJson.MAX_DOCUMENT + 1), "More than 16 MiB");
  }

  @Test
  void only_utf_8_without_a_mark_is_read() {
    assertThatThrownBy(() -> StrictJson.read("{}".getBytes(UTF_16)))
        .hasMessageContaining("byte order mark");
    refused("\ufeff{}", "byte order mark");
    assertThat(StrictJson.read("{\"（甲）\":\"\ud83d\ude00\"}".getBytes(UTF_8)).path("（甲）").asText())
        .isEqualTo("\ud83d\ude00");
  }

  @Test
  void what_was_written_is_read_again_with_all_digits() {
    String text = "{\"b\":1.50,\"a\":[0.00000001,\"五\",null,true]}";

    assertThat(new String(StrictJson.write(StrictJson.read(text.getBytes(UTF_8))), UTF_8))
        .isEqualTo(text.replace("0.00000001", "1E-8"));
  }

  private static void refused(String json, String why) {
    assertThatThrownBy(() -> StrictJson.read(json.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
