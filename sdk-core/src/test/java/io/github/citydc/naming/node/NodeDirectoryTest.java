package io.github.citydc.naming.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeDirectoryTest {

  private static final NodeId NODE = NodeId.parse("440106:91350100M000100Y43:grid");
  private static final NodeId SENDER = NodeId.parse("440106001:91350100M000100Y43:grid");
  private static final NodeEntry ENTRY =
      NodeEntry.at(URI.create("http://10.1.2.3:8080/cdx/v1"), NODE, List.of());
  private static final NodeDirectory EMPTY = node -> Optional.empty();

  @TempDir Path folder;

  private NodeDirectory file(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("nodes.json"), json);
    return NodeDirectory.fromFile(file, CertificateDecoder.jdk());
  }

  @Test
  void aFileNamesNodes() throws Exception {
    NodeDirectory directory =
        file(
            "{\"nodes\":[{\"node\":\"%s\",\"baseUrl\":\"http://10.1.2.3:8080/cdx/v1\"},"
                    .formatted(NODE)
                + "{\"node\":\"%s\",\"certificates\":[]}]}".formatted(SENDER));

    assertThat(directory.find(NODE)).contains(ENTRY);
    assertThat(directory.find(SENDER)).contains(NodeEntry.sending(SENDER, List.of()));
    assertThat(directory.find(NodeId.parse("440100:91350100M000100Y43:hub"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"nodes\":[{}]}",
        "{\"nodes\":[{\"node\":\"440106:91350100M000100Y43:grid\",\"baseUrl\":\"ftp://x/\"}]}",
        "{\"nodes\":[{\"node\":\"440106:91350100M000100Y43:grid\",\"baseUrl\":\"https://a@x/\"}]}",
        "{\"nodes\":[{\"node\":\"440106:91350100M000100Y43:grid\",\"baseUrl\":\"https:///x\"}]}",
        "{\"nodes\":[{\"node\":\"440106:91350100M000100Y43:grid\",\"certificates\":[\"AAAA\"]}]}",
        "{\"nodes\":[{\"node\":\"440106:91350100M000100Y43:grid\",\"certificates\":[\"%\"]}]}",
        "{\"nodes\":[{\"node\":\"440106:91350100M000100Y43:grid\"},"
            + "{\"node\":\"440106:91350100M000100Y43:grid\"}]}",
      })
  void whatIsNoDirectoryIsRefused(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> file(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"nodes\":[],\n\"nodes\":[]}", "{\"nodes\":[]}\n{\"nodes\":[]}"})
  void a_member_that_appears_twice_or_text_behind_the_directory_is_refused_with_its_place(
      String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> file(json))
        .withMessageContaining("(line 2, column");
  }

  @Test
  void theMessageSaysWhichNode() {
    String json = "{\"nodes\":[{\"node\":\"440106:91350100M000100Y43:grid\"},{\"node\":\"x\"}]}";

    assertThatThrownBy(() -> file(json)).hasMessageContaining("nodes[1]");
  }

  @Test
  void theFirstLayerThatKnowsANodeAnswers() {
    NodeDirectory second = NodeDirectory.of(ENTRY);
    NodeDirectory third =
        node -> {
          throw new AssertionError("not asked");
        };

    assertThat(NodeDirectory.layered(EMPTY, second, third).find(NODE)).contains(ENTRY);
  }

  @Test
  void aLayerThatFailsIsPassedOver() {
    NodeDirectory layered =
        NodeDirectory.layered(unavailable(), untrusted(), NodeDirectory.of(ENTRY));

    assertThat(layered.find(NODE)).contains(ENTRY);
  }

  @Test
  void thatNoneKnowsANodeIsOnlySaidIfAllWereAsked() {
    assertThat(NodeDirectory.layered(EMPTY, EMPTY).find(NODE)).isEmpty();
    assertThatThrownBy(() -> NodeDirectory.layered(unavailable(), EMPTY).find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  void anAnswerThatIsNotGenuineIsWorseThanNone() {
    for (NodeDirectory layered :
        List.of(
            NodeDirectory.layered(unavailable(), untrusted()),
            NodeDirectory.layered(untrusted(), unavailable()))) {
      assertThatThrownBy(() -> layered.find(NODE))
          .isInstanceOf(UntrustedDirectoryException.class)
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
  }

  private static NodeDirectory unavailable() {
    return node -> {
      throw new DirectoryUnavailableException("down");
    };
  }

  private static NodeDirectory untrusted() {
    return node -> {
      throw new UntrustedDirectoryException("poisoned");
    };
  }
}
