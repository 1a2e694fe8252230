package io.github.citydc.naming.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainRegisterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"governments\":{\"gz\":\"440100\",\n\"gz\":\"440300\"}}",
        "{\"governments\":{}}\n{}",
      })
  void a_name_that_is_given_twice_or_text_behind_the_register_is_refused_with_its_place(
      String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainRegister.read(json.getBytes(UTF_8)))
        .withMessageStartingWith("government-domains.json: ")
        .withMessageContaining("(line 2, column");
  }

  @Test
  void the_register_of_the_library_is_strict() {
    assertThat(DomainRegister.standard().isInUse("gz")).isTrue();
  }
}
