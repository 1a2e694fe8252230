package io.github.citydc.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.http.ReceiptVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorsTest {

  private static final Path FOLDER = Path.of("..", "docs", "standard", "vectors");
  private static final Vectors VECTORS = new Vectors();
  private static final Map<String, ObjectNode> FILES = VECTORS.files();

  /** Written by the test itself with {@code -Dstandard.write=true}. */
  @Test
  void the_files_are_those_that_the_program_makes() throws IOException {
    for (Map.Entry<String, ObjectNode> file : FILES.entrySet()) {
      Path path = FOLDER.resolve(file.getKey());
      if (Boolean.getBoolean("standard.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(path, text(file.getValue()));
      }
      assertThat(Files.readString(path, StandardCharsets.UTF_8))
          .as(file.getKey())
          .isEqualTo(text(file.getValue()));
    }
  }

  private static String text(JsonNode json) throws IOException {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return JsonMapper.builder().build().writer(printer).writeValueAsString(json) + "\n";
  }

  @Test
  void the_program_makes_the_same_bytes_each_time() {
    assertThat(new Vectors().files()).isEqualTo(FILES);
  }

  @Test
  void good_requests_are_accepted() {
    assertThat(FILES.get("requests.json").path("requests"))
        .hasSizeGreaterThan(5)
        .allSatisfy(
            json ->
                assertThatCode(() -> VECTORS.verifier().verify(Vectors.request(json), Vectors.HUB))
                    .doesNotThrowAnyException());
  }

  @Test
  void forty_wrong_requests_are_refused_for_their_reasons() {
    assertThat(FILES.get("wrong.json").path("requests"))
        .hasSizeGreaterThanOrEqualTo(40)
        .allSatisfy(
            json ->
                assertThatThrownBy(
                        () -> VECTORS.verifier().verify(Vectors.request(json), Vectors.HUB))
                    .as(json.path("reason").asText())
                    .isInstanceOfSatisfying(
                        VerificationException.class,
                        e ->
                            assertThat(e.code().wireName()).isEqualTo(json.path("code").asText())));
  }

  @Test
  void the_receipt_file_is_good_and_the_wrong_ones_are_not() {
    ReceiptVerifier verifier = new ReceiptVerifier(VECTORS.trust());
    byte[] good = Base64.getDecoder().decode(FILES.get("receipt.json").path("file").asText());

    assertThat(verifier.verify(SignedReceipt.fromJson(good)).signer()).isEqualTo(Vectors.HUB);
    assertThat(FILES.get("wrong.json").path("receipts"))
        .hasSize(4)
        .allSatisfy(
            json ->
                assertThatThrownBy(
                        () ->
                            verifier.verify(
                                SignedReceipt.fromJson(
                                    Base64.getDecoder().decode(json.path("file").asText()))))
                    .as(json.path("reason").asText())
                    .isInstanceOf(RuntimeException.class));
  }
}
