package io.github.citydc.exchange.batch.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long now;

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_pipe_gets_a_line_every_five_seconds() {
    ProgressBar progress = new ProgressBar(err, false, () -> now);
    for (int second = 1; second <= 12; second++) {
      now = TimeUnit.SECONDS.toNanos(second);
      progress.at(second * 100L, second / 12.0, "lines");
    }
    progress.end();

    assertThat(told().lines())
        .containsExactly("50 %, 600 lines, 100 a second", "100 %, 1200 lines, 100 a second");
  }

  @Test
  void a_terminal_gets_a_bar_that_is_cleared_at_the_end() {
    ProgressBar progress = new ProgressBar(err, true, () -> now);
    now = TimeUnit.SECONDS.toNanos(1);
    progress.at(100, 0.5, "lines");
    assertThat(told()).startsWith("\r[###").contains(" 50 %", "100 lines, 100 a second");
    progress.end();
    assertThat(told()).endsWith(" \r").doesNotContain("\n");
  }
}
