package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code bin/cdx}, unpacked into a folder whose name has blanks. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  @TempDir private Path folder;

  private Path launcher = Path.of("");

  /** As the release has it: launchers in bin, the jar in lib. */
  @BeforeEach
  void unpack() throws IOException {
    Path release = folder.resolve("my tools/cdx 1.0 (new)");
    launcher = release.resolve("bin/cdx");
    Files.createDirectories(release.resolve("bin"));
    Files.createDirectories(release.resolve("lib"));
    Files.copy(Path.of("../bin/cdx"), launcher);
    writeJar(release.resolve("lib/cdx.jar"));
  }

  /** A jar that leads to the classes of this test. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(part -> Path.of(part).toAbsolutePath().toUri().toASCIIString())
            .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream empty = new JarOutputStream(out, manifest)) {
      empty.finish();
    }
  }

  @Test
  void it_runs_from_any_folder_and_hands_words_with_blanks_on_as_they_are()
      throws IOException, InterruptedException {
    Run run = run(Map.of(), List.of(launcher.toString(), "error", "no such code"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("There is no error code no such code");
  }

  @Test
  void it_runs_by_a_link_and_by_a_relative_path() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("linked"), launcher);

    assertThat(run(Map.of(), List.of(link.toString(), "error", "replayed")).exitCode()).isZero();
    assertThat(
            run(
                    Map.of("CDPATH", folder.toString()),
                    List.of("my tools/cdx 1.0 (new)/bin/cdx", "error", "replayed"))
                .output())
        .startsWith("replayed");
  }

  @Test
  void own_payload_types_come_from_the_class_path_that_is_named()
      throws IOException, InterruptedException {
    Path types = folder.resolve("own types.jar");
    writeJar(types);

    assertThat(
            run(
                    Map.of("CDX_CLASSPATH", types.toString(), "CDX_OPTS", "-Xmx200m -Xss1m"),
                    List.of(launcher.toString(), "error", "replayed"))
                .exitCode())
        .isZero();
  }

  @Test
  void it_says_what_is_missing() throws IOException, InterruptedException {
    List<String> words = List.of(launcher.toString(), "version");
    assertThat(run(Map.of("CDX_JAR", "/no such.jar"), words))
        .isEqualTo(new Run(2, "cdx: there is no file /no such.jar, which CDX_JAR names\n"));
    assertThat(run(Map.of("JAVA_HOME", "/no java"), words).output())
        .isEqualTo(
            "cdx: /no java/bin/java is not there; install Java 17 or later, or set JAVA_HOME\n");

    Files.delete(launcher.resolveSibling("../lib/cdx.jar"));
    assertThat(run(Map.of(), words).output())
        .startsWith("cdx: there is no cdx.jar in ")
        .endsWith("build it (mvn -Pquick package), or name it in CDX_JAR\n");
  }

  @Test
  void bash_completes_commands_and_options() throws IOException, InterruptedException {
    Path script = folder.resolve("completion");
    Files.writeString(script, run(Map.of(), List.of(launcher.toString(), "completion")).output());
    String completing =
        """
        source "$1"
        COMP_WORDS=(cdx err); COMP_CWORD=1; _complete_cdx 2>/dev/null; echo "${COMPREPLY[@]}"
        COMP_WORDS=(cdx outbox list --st); COMP_CWORD=3; _complete_cdx 2>/dev/null; echo "${COMPREPLY[@]}"
        """;

    assertThat(run(Map.of(), List.of("bash", "-c", completing, "bash", script.toString())).output())
        .isEqualTo("error\n--state\n");
  }

  private record Run(int exitCode, String output) {}

  private Run run(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(words);
    if (!command.get(0).equals("bash")) {
      command.add(0, "sh");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("CDX_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    Path output = Files.createTempFile(folder, "output", "");
    Process process =
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return new Run(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
