package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is larger than the heap of both processes, whose fetching process is killed three
 * times: 32 MiB, or as many bytes as {@code -Dcdx.file.size} says, 1073741824 in the long form.
 */
class KilledFetchTest {

  private static final long SIZE = Long.getLong("cdx.file.size", 32L * 1024 * 1024);

  private final List<Process> started = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
  }

  private Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void a_file_arrives_whole_though_the_process_that_fetches_it_is_killed_three_times()
      throws Exception {
    FileProcesses.city(folder).enrol(SharingHub.READER);
    Process giving = start(FileProcesses.Giving.class, folder.toString(), String.valueOf(SIZE));
    String digest = output(giving).readLine().split(" ", -1)[1];

    long before = 0;
    for (int quarter = 1; quarter <= 3; quarter++) {
      List<Long> positions = fetchUntil(quarter * SIZE / 4, digest);
      assertThat(positions.get(0)).as("it goes on where it was").isGreaterThan(before);
      before = positions.get(positions.size() - 1);
      assertThat(Files.exists(folder.resolve("fetched.bin"))).isFalse();
    }
    List<Long> last = fetchUntil(Long.MAX_VALUE, digest);

    assertThat(last.get(0)).isGreaterThan(before);
    assertThat(last).endsWith(SIZE);
    assertThat(digestOf(folder.resolve("fetched.bin"))).hasToString(digest);
    assertThat(giving.isAlive()).isTrue();
  }

  /** Lets a process fetch until it is so far, and kills it; how far it was, behind each range. */
  private List<Long> fetchUntil(long position, String digest) throws Exception {
    Process fetching =
        start(FileProcesses.Fetching.class, folder.toString(), String.valueOf(SIZE), digest);
    BufferedReader reports = output(fetching);
    List<Long> positions = new ArrayList<>();
    for (String line = reports.readLine();
        line != null && !line.equals("done");
        line = reports.readLine()) {
      positions.add(Long.parseLong(line));
      if (positions.get(positions.size() - 1) >= position) {
        fetching.destroyForcibly();
        break;
      }
      fetching.getOutputStream().write('\n');
      fetching.getOutputStream().flush();
    }
    assertThat(fetching.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return positions;
  }

  private static ContentHash digestOf(Path file) throws IOException {
    MessageDigest all = HashAlgorithm.SHA_256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), all)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return ContentHash.of(all);
  }
}
