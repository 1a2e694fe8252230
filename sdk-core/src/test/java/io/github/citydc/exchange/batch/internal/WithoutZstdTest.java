package io.github.citydc.exchange.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.ClassPathWithout;
import io.github.citydc.exchange.batch.PartEncoding;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** An application that has only what the SDK needs: the library of zstd is optional. */
class WithoutZstdTest {

  @Test
  void zstd_is_offered_with_its_library() {
    assertThat(Encodings.supported())
        .containsExactlyInAnyOrder(PartEncoding.ZSTD, PartEncoding.GZIP, PartEncoding.IDENTITY);
  }

  @Test
  void gzip_is_offered_without_it() throws Exception {
    try (URLClassLoader application = ClassPathWithout.libraries("zstd-jni")) {
      Object supported =
          application.loadClass(Encodings.class.getName()).getMethod("supported").invoke(null);
      assertThat(supported.toString()).contains("GZIP").doesNotContain("ZSTD");
    }
  }
}
