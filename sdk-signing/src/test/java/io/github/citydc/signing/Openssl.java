package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The OpenSSL of the machine, where there is one of version 3 or later. */
public final class Openssl {

  private static final Pattern USABLE = Pattern.compile("OpenSSL ([3-9]|\\d{2,})\\..*");

  private final Path folder;

  private Openssl(Path folder) {
    this.folder = folder;
  }

  /** Skips the test, saying why, if there is none. */
  public static Openssl in(Path folder) {
    Openssl openssl = new Openssl(folder);
    assumeTrue(
        USABLE.matcher(openssl.version().strip()).matches(),
        "no openssl of version 3 or later on the path: interoperation is not shown here");
    return openssl;
  }

  private String version() {
    try {
      return execute("version").output();
    } catch (IOException e) {
      return "none";
    }
  }

  /** What it wrote; it fails the test if it ends with an error. */
  public String run(String... arguments) throws IOException {
    Result result = execute(arguments);
    assertThat(result.status())
        .as("openssl %s: %s", Arrays.toString(arguments), result.output())
        .isZero();
    return result.output();
  }

  /** Whether it accepts, as its exit status says. */
  public boolean accepts(String... arguments) throws IOException {
    return execute(arguments).status() == 0;
  }

  private Result execute(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private record Result(int status, String output) {}
}
