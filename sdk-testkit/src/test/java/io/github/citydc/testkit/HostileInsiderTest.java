package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.Passphrase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a node of the city can do to a hub with signatures that are genuine, so that its bodies are
 * read. After each attack the hub must be alive, and its honest clients served all the while.
 */
@Tag("processes")
@Timeout(180)
class HostileInsiderTest {

  private static final int ATTACKS = 20;
  private static final int MILLION = 1_000_000;
  private static final Content BOMB = bomb();

  private static HonestHub honest;
  private static MessageSigner insider;

  private final OkHttpTransport network = OkHttpTransport.create();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    honest = HonestHub.start(folder);
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Root", Passphrase.none());
    insider = HttpSignatures.signer(city.key(HonestCity.INSIDER));
  }

  @AfterAll
  static void stop() throws Exception {
    honest.stop();
  }

  @AfterEach
  void the_hub_goes_on_serving_honest_clients() throws Exception {
    honest.assertServing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/messages", "/batches"})
  void json_a_million_levels_deep(String resource) {
    assertMalformed(resource, "[".repeat(MILLION));
    assertMalformed(resource, "{\"payload\":" + "[".repeat(MILLION) + "]".repeat(MILLION) + "}");
    assertMalformed(resource, "{\"payload\":".repeat(MILLION / 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/messages", "/batches"})
  void json_with_a_million_members_of_one_name_and_numbers_of_a_million_digits(String resource) {
    assertMalformed(resource, "{" + "\"a\":1,".repeat(MILLION / 2) + "\"a\":1}");
    assertMalformed(resource, "{\"standard\":" + "9".repeat(MILLION) + "}");
    assertMalformed(resource, "{\"standard\":\"" + "\\u0000".repeat(MILLION / 2) + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"\"",
        "{",
        "{\"a\"",
        "\uFEFF{}",
        "{}{}",
        "{\"a\":1e999999999}"
      })
  void bodies_that_are_no_envelope(String body) {
    assertMalformed("/messages", body);
  }

  @Test
  void a_message_that_is_a_gzip_bomb() {
    for (int i = 0; i < ATTACKS; i++) {
      assertProblem(post("/messages", BOMB, "gzip"), "malformed-message");
    }
  }

  @Test
  void a_part_that_is_a_gzip_bomb() {
    for (int i = 0; i < ATTACKS / 4; i++) {
      HttpHeaders headers =
          HttpHeaders.empty()
              .with("content-type", "application/x-ndjson")
              .with("content-encoding", "gzip");
      assertProblem(
          exchange("PUT", "/parts/" + ContentHash.of(BOMB), headers, BOMB), "body-too-large");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/messages/'%20OR%201=1--/receipt",
        "/messages/019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f'%3bDROP%20TABLE%20cdx_inbox/receipt",
        "/batches/'%20UNION%20SELECT%20*%20FROM%20cdx_inbox--",
        "/parts/sha-256:..%2f..%2fhub.mv.db",
        "/parts/..%2f..%2fhub.mv.db",
        "/files/sm3:..%5c..%5chub.mv.db",
        "/files/%00"
      })
  void names_that_lead_elsewhere(String resource) {
    assertThat(exchange("GET", resource, HttpHeaders.empty(), Content.empty()).status())
        .isIn(400, 404, 405);
  }

  private void assertMalformed(String resource, String body) {
    Content bytes = Content.of(body.getBytes(StandardCharsets.UTF_8));
    assertProblem(post(resource, bytes, "identity"), "malformed-message");
  }

  private HttpResponse post(String resource, Content body, String encoding) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", "application/json");
    return exchange(
        "POST",
        resource,
        encoding.equals("identity") ? headers : headers.with("content-encoding", encoding),
        body);
  }

  private HttpResponse exchange(String method, String resource, HttpHeaders headers, Content body) {
    URI uri = URI.create(honest.url() + resource);
    return network.exchange(
        insider.sign(new HttpRequest(method, uri, headers, body), HonestCity.HUB));
  }

  private static void assertProblem(HttpResponse answer, String code) {
    assertThat(new String(answer.body().toByteArray(), StandardCharsets.UTF_8))
        .contains("\"code\":\"" + code + "\"");
  }

  /** Six times the memory of the hub in a file of half a megabyte. */
  private static Content bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] lines = "{}\n".repeat(MILLION).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 200; i++) {
        out.write(lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Content.of(bytes.toByteArray());
  }
}
