package io.github.citydc.naming.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "440106:11440106007482911C:grid",
        "440106001:11440106007482911C:grid-2",
        "440106001001:11440106007482911C:a"
      })
  void a_node_id_is_read_and_written_the_same(String text) {
    NodeId id = NodeId.parse(text);

    assertThat(id).hasToString(text);
    assertThat(NodeId.parseUrn(id.toUrn())).isEqualTo(id).hasSameHashCodeAs(id);
  }

  @Test
  void its_parts_are_values_of_their_standards() {
    NodeId id = NodeId.parse("440106001:11440106007482911C:grid");

    assertThat(id.division().value()).isEqualTo("440106001");
    assertThat(id.organization().value()).isEqualTo("11440106007482911C");
    assertThat(id.system()).isEqualTo("grid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "440106",
        "440106:11440106007482911C",
        "440106:11440106007482911C:grid:x",
        "4401:11440106007482911C:grid",
        "440106:11440106007482911D:grid",
        "440106:11440106007482911c:grid",
        "440106:11440106007482911C:Grid",
        "440106:11440106007482911C:",
        "440106:11440106007482911C:1grid",
        "440106:11440106007482911C:grid\r\nx",
        " 440106:11440106007482911C:grid"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> NodeId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_system_has_at_most_32_characters() {
    String longest = "440106:11440106007482911C:" + "a".repeat(32);

    assertThat(NodeId.parse(longest).system()).hasSize(32);
    assertThatThrownBy(() -> NodeId.parse(longest + "a")).hasMessageContaining("system");
  }
}
