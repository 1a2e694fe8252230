package io.github.citydc.exchange.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHeadersTest {

  @Test
  void names_have_no_case_and_values_keep_their_order() {
    HttpHeaders headers = HttpHeaders.empty().plus("X-Dict", " a=1 ").plus("x-dict", "b=2");

    assertThat(headers.values("X-DICT")).containsExactly(" a=1 ", "b=2");
    assertThat(headers.value("x-Dict")).contains("a=1, b=2");
    assertThat(headers.with("X-dict", "c").values("x-dict")).containsExactly("c");
    assertThat(headers.value("absent")).isEmpty();
  }

  @Test
  void adding_leaves_the_original_as_it_was() {
    HttpHeaders before = HttpHeaders.empty().plus("a", "1");

    HttpHeaders after = before.plus("b", "2");

    List<String> seen = new ArrayList<>();
    after.forEach((name, value) -> seen.add(name + "=" + value));
    assertThat(seen).containsExactly("a=1", "b=2");
    assertThat(before.value("b")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\r\nevil: 2", "1\nevil: 2", "1\revil", "1\u0000"})
  void a_value_cannot_break_out_of_its_field(String value) {
    assertThatThrownBy(() -> HttpHeaders.empty().plus("good", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:b", "a\r\nb", "中", "a\"b"})
  void a_name_is_a_token(String name) {
    assertThatThrownBy(() -> HttpHeaders.empty().plus(name, "value"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_text_shows_names_only() {
    assertThat(HttpHeaders.empty().plus("Authorization", "secret").toString())
        .contains("authorization")
        .doesNotContain("secret");
  }
}
