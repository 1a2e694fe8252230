package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit of the front-end machine, as systemd itself judges it. */
@Tag("processes")
class FrontUnitTest {

  private static final Path UNIT = Path.of("..", "packaging", "front", "cdx-front.service");

  @TempDir private Path folder;

  @BeforeEach
  void findSystemd() {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not there");
  }

  /** With a program that is there in the place of its own. */
  @Test
  void the_unit_is_one() throws Exception {
    Path unit =
        Files.writeString(
            folder.resolve("cdx-front.service"),
            Files.readString(UNIT).replaceFirst("(?m)^ExecStart=.*$", "ExecStart=/bin/true"));

    assertThat(said(0, "verify", "--man=no", unit.toString())).doesNotContain("cdx-front");
    Files.writeString(unit, Files.readString(unit).replace("NoNewPrivileges", "NoNewPrivilege"));
    assertThat(said(0, "verify", "--man=no", unit.toString())).contains("NoNewPrivilege");
  }

  /** The exposure is told in tenths: 10 is one of a hundred, and 96 a service without any limit. */
  @Test
  void the_unit_leaves_the_service_hardly_any_right() throws Exception {
    Path open =
        Files.writeString(
            folder.resolve("open.service"), "[Service]\nExecStart=/bin/true\nUser=root\n");

    assertThat(said(0, "security", "--offline=true", "--threshold=15", UNIT.toString()))
        .contains("Overall exposure level");
    said(1, "security", "--offline=true", "--threshold=15", open.toString());
  }

  private static String said(int exitCode, String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = "/usr/bin/systemd-analyze";
    System.arraycopy(words, 0, command, 1, words.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }
}
