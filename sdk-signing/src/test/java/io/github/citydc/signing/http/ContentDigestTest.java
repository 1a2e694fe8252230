package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.DigestAlgorithm;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {

  private static final Content ABC = Network.body("abc");
  private static final String SM3_OF_ABC = "sm3=:Zsfw9GLu7dnR8tRr3BDk4kFnxIdc8veiKX2gK49LqOA=:";

  @Test
  void isWrittenAsTheStandardsSay() {
    assertThat(ContentDigest.of(ABC, DigestAlgorithm.SM3)).hasToString(SM3_OF_ABC);
    assertThat(ContentDigest.of(ABC, DigestAlgorithm.SHA_256))
        .hasToString("sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:");
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyBodyHasADigest(DigestAlgorithm algorithm) {
    String field = ContentDigest.of(Content.empty(), algorithm).toString();

    ContentDigest.parse(field).verify(Content.empty());
    mismatch(field, ABC);
  }

  @Property
  void aDigestIsThatOfItsBodyOnly(@ForAll byte[] one, @ForAll byte[] other) {
    String field = ContentDigest.of(Content.of(one), DigestAlgorithm.SM3).toString();

    ContentDigest.parse(field).verify(Content.of(one));
    if (!Arrays.equals(one, other)) {
      mismatch(field, Content.of(other));
    }
  }

  @Test
  void everyDigestThatCanBeComputedMustBeRight() {
    String right = SM3_OF_ABC + ", unknown=:AAAA:";
    ContentDigest.parse(right).verify(ABC);

    mismatch(SM3_OF_ABC + ", sha-256=:AAAA:", ABC);
    mismatch("sha-256=:AAAA:, " + SM3_OF_ABC, ABC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "md5=:AAAA:",
        "SM3=:AAAA:",
        "sm3",
        "sm3=1",
        "sm3=\"AAAA\"",
        "sm3=:!:",
        "sm3=:AAAA",
        "sm3=:AAAA:, sm3=:AAAA:",
        "sm3=:AAAA:,"
      })
  void whatIsNoDigestIsRefused(String field) {
    assertThatThrownBy(() -> ContentDigest.parse(field))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void mismatch(String field, Content body) {
    assertThatThrownBy(() -> ContentDigest.parse(field).verify(body))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.DIGEST_MISMATCH));
  }
}
