package io.github.citydc.exchange.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTreeTest {

  private static final Path VECTORS = Path.of("..", "docs", "standard", "bundle-tree.json");

  @Test
  void roots_and_paths_are_those_of_the_standard() throws IOException {
    JsonNode trees = new ObjectMapper().readTree(VECTORS.toFile()).path("trees");
    assertThat(trees).isNotEmpty();
    for (JsonNode expected : trees) {
      List<Content> lines = texts(expected.path("lines")).stream().map(Content::ofText).toList();
      BundleTree tree = BundleTree.over(lines);
      assertThat(tree.field()).isEqualTo(expected.path("field").textValue());
      for (int i = 0; i < lines.size(); i++) {
        List<String> path = texts(expected.path("paths").path(i));
        assertThat(tree.path(i).toTexts()).isEqualTo(path);
        assertThat(BundlePath.parse(path).field(lines.get(i))).isEqualTo(tree.field());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 999, 1000})
  void a_path_leads_to_the_root_from_its_own_line_only(int size) {
    List<Content> lines =
        IntStream.range(0, size).mapToObj(i -> Content.ofText("line " + i)).toList();
    BundleTree tree = BundleTree.over(lines);

    for (int i = 0; i < size; i++) {
      BundlePath path = tree.path(i);
      assertThat(path.field(lines.get(i))).isEqualTo(tree.field());
      assertThat(path.field(Content.ofText("line " + (i + 1)))).isNotEqualTo(tree.field());
      assertThat(BundlePath.parse(path.toTexts())).isEqualTo(path);
    }
  }

  /** Or a node could be passed off as a line. */
  @Test
  void a_node_is_no_leaf() {
    Content one = Content.ofText("one");
    BundleTree two = BundleTree.over(List.of(one, Content.ofText("other")));
    byte[] other = Base64.getDecoder().decode(two.path(0).toTexts().get(0).substring(2));
    byte[] leaf = Base64.getDecoder().decode(two.path(1).toTexts().get(0).substring(2));
    byte[] both = Arrays.copyOf(leaf, 64);
    System.arraycopy(other, 0, both, 32, 32);

    assertThat(BundleTree.over(List.of(Content.of(both))).field()).isNotEqualTo(two.field());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "l:",
        "x:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "l:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=",
        "l:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "l:AAAA",
        "l:!!!!"
      })
  void a_step_of_another_form_is_refused(String step) {
    assertThatThrownBy(() -> BundlePath.parse(List.of(step)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_path_longer_than_any_tree_is_refused() {
    String step = "l:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    assertThat(BundlePath.parse(Collections.nCopies(32, step)).toTexts()).hasSize(32);
    assertThatThrownBy(() -> BundlePath.parse(Collections.nCopies(33, step)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
