package io.github.citydc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKindTest {

  @Test
  void a_domain_is_taken_apart() {
    JsonNode line = NameKind.DOMAIN.check("jtj.gz.gov.cn", Locale.ENGLISH);

    assertThat(line.path("valid").asBoolean()).isTrue();
    assertThat(line.path("parsed").path("department").asText()).isEqualTo("jtj");
    assertThat(line.path("parsed").path("kind").asText()).isEqualTo("department");
    assertThat(line.path("parsed").path("division").asText()).isEqualTo("440100");
  }

  @Test
  void a_node_id_is_taken_apart() {
    JsonNode line = NameKind.NODE_ID.check("440106:11440106007482911C:grid", Locale.ENGLISH);

    assertThat(line.path("valid").asBoolean()).isTrue();
    assertThat(line.path("parsed").path("urn").asText())
        .isEqualTo("urn:cdx:node:440106:11440106007482911C:grid");
  }

  @ParameterizedTest
  @CsvSource({
    "domain, gov.cn.example.com, domain.suffix-imitation",
    "node-id, 440106, node-id.form",
    "node-id, 44010:11440106007482911C:grid, division.length",
    "node-id, 440106:11440106007482911D:grid, credit-code.check-character",
    "node-id, 440106:11440106007482911C:Grid, node-id.form",
  })
  void what_is_wrong_has_a_name(String kind, String text, String code) {
    JsonNode line = NameKind.of(kind).orElseThrow().check(text, Locale.ENGLISH);

    assertThat(line.path("valid").asBoolean()).isFalse();
    assertThat(line.path("code").asText()).isEqualTo(code);
    assertThat(line.path("message").asText()).isNotEmpty();
  }

  @Test
  void other_kinds_are_not_known_here() {
    assertThat(NameKind.of("credit-code")).isEmpty();
  }
}
