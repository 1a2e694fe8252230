package io.github.citydc.cli.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command for the shell, run once for each scene.
 *
 * @param command what the user has typed
 */
record ShellCommand(String command) {

  private static final int PATIENCE_SECONDS = 90;
  private static final int NOT_TO_ITS_END = 3;

  /**
   * What came of it.
   *
   * @param exitCode its own, or 3 if it had to be ended
   * @param output what it printed
   */
  record Done(int exitCode, String output) {}

  Done run(Map<String, String> environment) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(shell());
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process));
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      return new Done(NOT_TO_ITS_END, "");
    }
    return new Done(process.exitValue(), new String(output.join(), StandardCharsets.UTF_8));
  }

  private static byte[] read(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private List<String> shell() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command);
  }
}
