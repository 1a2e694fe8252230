package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.security.AlgorithmProfile;
import org.junit.jupiter.api.Test;

/** Content named by SM3, which the core finds here. */
class Sm3ContentTest {

  /** GB/T 32905-2016, annex A.1. */
  private static final String ABC =
      "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";

  @Test
  void the_example_of_the_standard_has_its_digest() {
    ContentHash hash = ContentHash.of(Content.ofText("abc"), HashAlgorithm.SM3);

    assertThat(hash).hasToString("sm3:" + ABC);
    assertThat(hash.hex()).isEqualTo(ABC);
    assertThat(hash.matches(Content.ofText("abc"))).isTrue();
    assertThat(hash.matches(Content.ofText("abd"))).isFalse();
  }

  @Test
  void a_short_text_names_its_algorithm_unless_it_is_sha_256() {
    Content content = Content.ofText("abc");
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      ContentHash hash = ContentHash.of(content, algorithm);

      assertThat(hash.algorithm()).isEqualTo(algorithm);
      assertThat(ContentHash.ofShortText(hash.shortText())).isEqualTo(hash);
      assertThat(ContentHash.parse(hash.value())).isEqualTo(hash);
    }
    assertThat(ContentHash.of(content).shortText()).doesNotContain(":").hasSize(64);
  }

  @Test
  void the_profile_says_what_is_taken() {
    assertThat(AlgorithmProfile.SM_ONLY.hashes()).containsExactly(HashAlgorithm.SM3);
    assertThat(AlgorithmProfile.GENERAL.hashes()).containsExactly(HashAlgorithm.values());
    assertThat(HashAlgorithm.SM3.isAvailable()).isTrue();
  }
}
