package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.message.TlsFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands over https, from keys to receipts, and what they say when TLS fails. */
@Tag("processes")
class TlsCommandsTest {

  private static final String VENDOR = "440106:11440106007482911C:grid";
  private static final String HUB = "440100:114401000074821105:hub";
  private static final Path EXAMPLE =
      Path.of("..", "docs", "standard", "examples", "population.person-1.json");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"standard", "sm4"})
  void commands_speak_https_with_certificates_on_both_sides(String kind) throws Exception {
    Path key = keygen(VENDOR, "--tls", kind, "--tls-host", "grid.example");
    Path root = key.resolve("tls-root.pem");

    try (CdxProcess hub = node("--tls", kind, "--tls-clients", root)) {
      String url = hub.ready().path("url").asText();
      assertThat(url).startsWith("https://127.0.0.1:");
      assertGood("doctor", "--to", url, "--key", key, "--tls", kind);
      CdxProcess sent = send(url, key, "--tls", kind);
      assertThat(sent.exitCode()).describedAs(sent.messages()).isZero();
      CdxProcess durable = send(url, key, "--tls", kind, "--durable", folder.resolve("outbox"));
      assertThat(durable.exitCode()).describedAs(durable.messages()).isZero();

      Path stranger = keygen("440105:11440105007483025F:grid");
      CdxProcess refused = send(url, stranger, "--tls", kind, "--tls-trust", root);
      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.messages() + refused.results())
          .contains("the certificate of the client, or miss");
      assertThat(hub.terminate()).isEqualTo(143);
    }
  }

  @Test
  void what_is_wrong_with_tls_is_said_by_send_doctor_and_outbox() throws Exception {
    Path key = keygen(VENDOR);
    keygen(HUB, "--tls-host", "hub.example");
    Path root = folder.resolve("city").resolve("tls-root.pem");

    try (CdxProcess hub = node("--tls", "standard")) {
      String url = hub.ready().path("url").asText();

      CdxProcess untrusted = send(url, key);
      assertThat(untrusted.exitCode()).isNotZero();
      assertThat(untrusted.messages() + untrusted.results())
          .contains(TlsFault.UNTRUSTED.sentence());
      CdxProcess doctor = CdxProcess.run("doctor", "--to", url, "--key", key, "--tls-trust", root);
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.results().toString()).contains(TlsFault.WRONG_HOST.sentence());

      Path outbox = folder.resolve("outbox");
      CdxProcess dead =
          send(
              url,
              key,
              "--tls-trust",
              root,
              "--receiver",
              HUB,
              "--durable",
              outbox,
              "--attempts",
              "1");
      assertThat(dead.exitCode()).isEqualTo(1);
      CdxProcess list = CdxProcess.run("outbox", "list", "--db", outbox);
      assertThat(list.results().toString()).contains(TlsFault.WRONG_HOST.sentence());
      assertThat(hub.terminate()).isEqualTo(143);
    }
  }

  @Test
  void keys_that_do_not_fit_are_refused_before_anybody_connects() {
    keygen(HUB, "--tls-host", "127.0.0.1");

    CdxProcess node =
        CdxProcess.run(
            "node",
            "--data",
            folder.resolve("hub"),
            "--keys",
            folder.resolve("city"),
            "--tls",
            "sm4");

    assertThat(node.exitCode()).isEqualTo(2);
    assertThat(node.messages()).contains("needs an SM2 key");
    CdxProcess tlcp = CdxProcess.run("doctor", "--to", "https://127.0.0.1:1", "--tls", "tlcp");
    assertThat(tlcp.exitCode()).isEqualTo(2);
    assertThat(tlcp.messages()).contains("No registered provider supports TLCP");
  }

  @Test
  void new_tls_keys_leave_the_keys_of_a_node_as_they_are() throws Exception {
    Path key = keygen(VENDOR);
    String certificate = Files.readString(key.resolve("certificate.pem"));

    keygen(VENDOR, "--tls", "tlcp", "--tls-host", "localhost");

    assertThat(Files.readString(key.resolve("certificate.pem"))).isEqualTo(certificate);
    assertThat(key.resolve("tls-encryption-key.pem")).exists();
    assertThat(Files.readString(key.resolve("tls-request.pem"))).contains("CERTIFICATE REQUEST");
    assertThat(Files.getPosixFilePermissions(key.resolve("tls-key.pem"))).hasSize(2);
  }

  private CdxProcess send(String url, Path key, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("send", "--to", url, "--key", key, "--type", "population.person"));
    words.addAll(List.of(more));
    words.add(EXAMPLE);
    return CdxProcess.run(words.toArray());
  }

  private void assertGood(Object... words) {
    CdxProcess process = CdxProcess.run(words);
    assertThat(process.exitCode()).describedAs(process.messages() + process.results()).isZero();
  }

  private Path keygen(String node, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("keygen", "--node", node, "--out", folder.resolve("city")));
    words.addAll(List.of(more));
    CdxProcess keygen = CdxProcess.run(words.toArray());
    assertThat(keygen.exitCode()).describedAs(keygen.messages()).isZero();
    return Path.of(keygen.results().get(0).path("folder").asText());
  }

  private CdxProcess node(Object... more) throws Exception {
    List<Object> words =
        new ArrayList<>(
            List.of("node", "--data", folder.resolve("hub"), "--keys", folder.resolve("city")));
    words.addAll(List.of(more));
    return CdxProcess.start(words.toArray());
  }
}
