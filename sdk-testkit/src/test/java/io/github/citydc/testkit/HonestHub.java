package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hub to attack: {@link HonestCity} in a process with a heap of 96 MiB. */
final class HonestHub {

  private static final long LONGEST_WAIT = 20_000;

  private final Process process;
  private final OutputStream orders;
  private final BufferedReader reports;
  private final URI url;

  private HonestHub(Process process) throws IOException {
    this.process = process;
    this.orders = process.getOutputStream();
    this.reports =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.url = URI.create(reports.readLine().substring("listening ".length()));
  }

  static HonestHub start(Path folder) throws IOException {
    return new HonestHub(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                HonestCity.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  URI url() {
    return url;
  }

  /** The hub is alive, and its honest clients are served, now and all the while. */
  void assertServing() throws Exception {
    Report before = report();
    Report after = report();
    long begin = System.nanoTime();
    while (after.served() < before.served() + 8
        && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT)) {
      Thread.sleep(50);
      after = report();
    }

    assertThat(process.isAlive()).isTrue();
    assertThat(after.served()).isGreaterThanOrEqualTo(before.served() + 8);
    assertThat(after.failed()).isZero();
    assertThat(after.slowest()).isLessThan(LONGEST_WAIT);
  }

  private record Report(int served, int failed, long slowest) {}

  private Report report() throws IOException {
    orders.write('\n');
    orders.flush();
    Matcher report =
        Pattern.compile("served (\\d+) failed (\\d+) slowest (\\d+)").matcher(reports.readLine());
    assertThat(report.matches()).isTrue();
    return new Report(
        Integer.parseInt(report.group(1)),
        Integer.parseInt(report.group(2)),
        Long.parseLong(report.group(3)));
  }

  /** Ends the process; it must not have failed. */
  void stop() throws Exception {
    orders.close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
  }
}
