package io.github.citydc.signing.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.KeyId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedHeaderTest {

  private static final NodeId TIANHE = NodeId.parse("440106:91350100M000100Y43:grid");

  private static final String HEADER =
      "{\"alg\":\"SM2\",\"enc\":\"SM4-GCM\",\"kid\":\"" + "0".repeat(64) + "\"";

  @Test
  void what_was_written_is_read_again() {
    EncryptedHeader header =
        new EncryptedHeader(
            KeyId.parse(TIANHE + "#0123456789abcdef"), TIANHE, Map.of("b", "2", "a", "1"));

    assertThat(EncryptedHeader.parse(header.toJson())).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {",\n\"alg\":\"SM2\",\"cdx-sender\":\"x\"}", ",\"cdx-sender\":\"x\"}\n{}"})
  void a_member_that_appears_twice_or_text_behind_the_header_is_refused_with_its_place(
      String rest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedHeader.parse((HEADER + rest).getBytes(UTF_8)))
        .withMessageStartingWith("The header of the encrypted payload: ")
        .withMessageContaining("(line 2, column");
  }
}
