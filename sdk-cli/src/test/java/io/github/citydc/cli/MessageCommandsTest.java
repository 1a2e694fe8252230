package io.github.citydc.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCommandsTest {

  private static final String HUB = "440100:11440100696927049H:hub";
  private static final String REQUEST =
      "POST /cdx/v1/messages?a=1 HTTP/1.1\nHost: hub.example\nContent-Type: application/json\n\n{\"a\":1}";

  @TempDir private Path folder;
  private SigningKey key;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void writeKeys() throws IOException {
    SandboxCa ca = SandboxCa.create("sandbox");
    key = ca.issue(NodeId.parse("440106:11440106007482911C:grid"));
    write("key.pem", key.toPrivateKeyPem());
    write("cert.pem", Certificates.toPem(key.certificates()));
    write("root.pem", Certificates.toPem(List.of(ca.root())));
    write("request.http", REQUEST);
  }

  @Test
  void aRequestSignedByTheProfileVerifies() throws IOException {
    assertThat(signByProfile()).isZero();
    assertThat(out.toString()).contains("content-digest: sm3=", "signature-input: cdx=");
    assertThat(err.toString()).contains("\"@path\": /cdx/v1/messages", "\"@signature-params\": ");
    assertThat(Files.readString(file("signed.http")))
        .startsWith("POST /cdx/v1/messages?a=1 HTTP/1.1\r\nhost: hub.example\r\n")
        .endsWith("\r\n\r\n{\"a\":1}");

    assertThat(verify("signed.http")).isZero();
    assertThat(out.toString())
        .contains("\"verified\":true", "\"signer\":\"440106:11440106007482911C:grid\"");
    assertThat(explain("signed.http")).isZero();
    assertThat(out.toString()).contains("\"findings\":[\"verifies\"]");
  }

  @Test
  void aResponseIsSignedAndVerifiedWithItsRequest() throws IOException {
    signByProfile();
    write("response.http", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nyes");
    String request = file("signed.http").toString();

    assertThat(
            cdx(
                "sign",
                "--key",
                "key.pem",
                "--cert",
                "cert.pem",
                "--request",
                request,
                "--out",
                "answer.http",
                "response.http"))
        .isZero();
    assertThat(cdx("verify", "--public-key", "cert.pem", "--request", request, "answer.http"))
        .isZero();
    assertThat(out.toString()).contains("\\\"@status\\\"", "\\\"@method\\\";req");
    assertThat(cdx("verify", "--public-key", "cert.pem", "answer.http")).isEqualTo(2);
    assertThat(err.toString()).contains("--request");
  }

  @Test
  void aMessageThatWasChangedIsRefusedAndExplained() throws IOException {
    signByProfile();
    String signed = Files.readString(file("signed.http"), ISO_8859_1);
    write("moved.http", signed.replace("POST /cdx/v1/messages", "POST /messages"));
    write("spaced.http", signed.replace("{\"a\":1}", "{\"a\": 1}"));

    assertThat(verify("moved.http")).isEqualTo(1);
    assertThat(out.toString()).contains("\"verified\":false", "\"code\":\"signature-invalid\"");
    assertThat(explain("moved.http")).isEqualTo(1);
    assertThat(out.toString())
        .contains("\"path-rewritten\"", "with the prefix /cdx/v1", "\"remedy\"");
    assertThat(verify("spaced.http")).isEqualTo(1);
    assertThat(out.toString()).contains("digest-mismatch");
    assertThat(explain("spaced.http")).isEqualTo(1);
    assertThat(out.toString()).contains("\"body-reserialized\"");
  }

  @Test
  void theSendersBaseIsCompared() throws IOException {
    signByProfile("--base", file("base.txt").toString());
    String signed = Files.readString(file("signed.http"), ISO_8859_1);
    write("moved.http", signed.replace("POST /cdx/v1/messages", "POST /elsewhere"));

    assertThat(cdx("explain", "--cert", "cert.pem", "--sender-base", "base.txt", "moved.http"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("\"path-rewritten\"", "\"line\":\"2\"", "/elsewhere", "/cdx/v1/messages");
  }

  @Test
  void aSharedSecretSignsByTheStandardAlone() throws IOException {
    String secret =
        Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
    write("secret.txt", secret);

    assertThat(
            cdx(
                "sign",
                "--secret",
                "secret.txt",
                "--alg",
                "hmac-sm3",
                "--components",
                "\"@method\" \"authorization\"",
                "--label",
                "s",
                "--out",
                "signed.http",
                authorized()))
        .isZero();
    assertThat(err.toString()).contains("\"authorization\": (not shown)").doesNotContain("hidden");
    assertThat(cdx("verify", "--secret", "secret.txt", "--alg", "hmac-sm3", "signed.http"))
        .isZero();
    assertThat(out.toString() + err).doesNotContain(secret, "hidden");
    assertThat(cdx("verify", "--secret", "secret.txt", "signed.http")).isEqualTo(1);
  }

  private String authorized() throws IOException {
    write("authorized.http", REQUEST.replace("Host:", "Authorization: Bearer hidden\nHost:"));
    return "authorized.http";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sign request.http",
        "sign --key key.pem request.http",
        "sign --key key.pem --cert cert.pem request.http",
        "sign --key cert.pem --components \"@method\" request.http",
        "sign --key key.pem --components @method request.http",
        "verify request.http",
        "verify --trust root.pem request.http",
        "verify --public-key cert.pem key.pem",
        "explain request.http",
        "explain --cert request.http request.http"
      })
  void whatCannotBeDoneIsAUsageError(String words) {
    assertThat(cdx(words.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
    assertThat(err.toString() + out).doesNotContain(key.toPrivateKeyPem().substring(40, 80));
  }

  @Test
  void aMessageWithoutSignatureIsAFinding() {
    assertThat(cdx("verify", "--public-key", "cert.pem", "request.http")).isEqualTo(1);
    assertThat(out.toString()).contains("signature-missing");
    assertThat(cdx("explain", "--cert", "cert.pem", "request.http")).isEqualTo(1);
    assertThat(out.toString()).contains("\"signature-missing\"");
  }

  private int signByProfile(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("sign", "--key", "key.pem", "--cert", "cert.pem", "--receiver", HUB));
    words.addAll(List.of("--out", "signed.http"));
    words.addAll(List.of(more));
    words.add("request.http");
    return cdx(words.toArray(String[]::new));
  }

  private int verify(String name) {
    return cdx("verify", "--trust", "root.pem", "--cert", "cert.pem", name);
  }

  private int explain(String name) {
    return cdx("explain", "--cert", "cert.pem", name);
  }

  /** Names of files are those in the folder. */
  private int cdx(String... words) {
    out = new StringWriter();
    err = new StringWriter();
    String[] placed = words.clone();
    for (int i = 0; i < placed.length; i++) {
      if (placed[i].matches("[a-z]+\\.(pem|http|txt)")) {
        placed[i] = file(placed[i]).toString();
      }
    }
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(placed);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(file(name), content, UTF_8);
  }
}
