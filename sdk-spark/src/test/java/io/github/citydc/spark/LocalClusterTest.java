package io.github.citydc.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster on this machine: a driver and two executors, each a process, without any key on an
 * executor; one of these is killed in the middle, and slow tasks run twice. 20,000 rows, or as many
 * as {@code -Dcdx.spark.rows} says, which are kept in the folder {@code -Dcdx.spark.people}.
 */
@Tag("processes")
class LocalClusterTest {

  private static final long ROWS = Long.getLong("cdx.spark.rows", 20_000);
  private static final long ROWS_OF_A_TASK = 250_000;
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  @TempDir private Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void every_row_is_stored_once_though_an_executor_is_killed_and_tasks_run_twice()
      throws Exception {
    Path home = SparkHome.make(folder.resolve("spark"));
    Path log = folder.resolve("driver.log");
    List<String> output = new ArrayList<>();
    int killed = 0;
    double hubBefore = 0;
    try (TestHub hub = TestHub.start(folder)) {
      Process driver =
          SparkHome.program(
                  home,
                  Map.of(
                      "speculation",
                      "true",
                      "partSize",
                      ROWS < ROWS_OF_A_TASK ? "32768" : "1048576"),
                  "local-cluster[2,1,512]",
                  hub.node().baseUrl().toString(),
                  hub.folder().path().toString(),
                  String.valueOf(ROWS),
                  String.valueOf(Math.max(8, ROWS / ROWS_OF_A_TASK)),
                  System.getProperty("cdx.spark.people", folder.resolve("people").toString()))
              .redirectError(log.toFile())
              .start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          output.add(line);
          if (line.equals("begin sent")) {
            hubBefore = cpu();
            killed = killOneAfter(hub, (int) Math.max(2, ROWS / ROWS_OF_A_TASK), driver);
          }
        }
        assertThat(driver.waitFor(1, TimeUnit.MINUTES)).isTrue();
      } finally {
        driver.descendants().forEach(ProcessHandle::destroyForcibly);
        driver.destroyForcibly().waitFor();
      }

      output.forEach(line -> System.out.println("Spark: " + line));
      System.out.printf(Locale.ROOT, "Spark: CPU of the hub %.1f s%n", cpu() - hubBefore);
      assertThat(output).as(() -> tail(log)).contains("violations 0", "done");
      assertThat(killed).as(() -> tail(log)).isEqualTo(1);
      assertThat(hub.rows()).isEqualTo(ROWS);
      assertThat(hub.people()).isEqualTo(ROWS);
      assertThat(hub.batches()).isEqualTo(1);
      assertThat(secretsIn(hub, home, log)).isEmpty();
    }
  }

  /** Seconds of this process, which is the hub. */
  private static double cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** When some parts have arrived. */
  private static int killOneAfter(TestHub hub, int parts, Process driver) throws Exception {
    while (driver.isAlive() && hub.parts() < parts) {
      Thread.sleep(50);
    }
    Optional<ProcessHandle> executor =
        driver.descendants().filter(LocalClusterTest::isExecutor).findFirst();
    return executor.map(ProcessHandle::destroyForcibly).orElse(false) ? 1 : 0;
  }

  /** By the file of the system, which has long command lines, too. */
  private static boolean isExecutor(ProcessHandle process) {
    Path command = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
    try {
      return Files.exists(command)
          ? Files.readString(command, StandardCharsets.ISO_8859_1).contains(EXECUTOR)
          : process.info().commandLine().orElse("").contains(EXECUTOR);
    } catch (IOException e) {
      return false;
    }
  }

  /** Lines of the key in the logs of driver and executors. */
  private static List<String> secretsIn(TestHub hub, Path home, Path log) throws IOException {
    List<String> key =
        Files.readString(hub.folder().path().resolve("key.pem"))
            .lines()
            .filter(line -> !line.startsWith("-") && line.length() > 20)
            .toList();
    assertThat(key).isNotEmpty();
    StringBuilder logs = new StringBuilder(Files.readString(log));
    try (var files = Files.walk(home.resolve("work"))) {
      for (Path file : files.filter(path -> path.endsWith("stderr")).toList()) {
        logs.append(Files.readString(file));
      }
    }
    String all = logs.toString();
    return key.stream().filter(all::contains).toList();
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
