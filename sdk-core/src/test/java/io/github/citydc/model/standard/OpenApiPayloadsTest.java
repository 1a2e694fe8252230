package io.github.citydc.model.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.model.PayloadType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI description has the payload types and codes of the library. After a change run this
 * test with {@code -Dstandard.write=true} and look at the difference.
 */
class OpenApiPayloadsTest {

  private static final Path FILE = Path.of("../docs/standard/openapi.json");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static ObjectNode written() throws IOException {
    return (ObjectNode) JSON.readTree(FILE.toFile());
  }

  private static Map<PayloadType, JsonNode> schemas() {
    Map<PayloadType, JsonNode> schemas = new LinkedHashMap<>();
    for (PayloadType type : PayloadTypes.standard().types()) {
      schemas.put(type, SchemaWriter.schema(PayloadTypes.standard().find(type).orElseThrow()));
    }
    return schemas;
  }

  @Test
  void the_components_are_the_payload_types_and_codes_of_the_library() throws IOException {
    String complete = pretty(OpenApiPayloads.complete(written(), schemas()));
    if (Boolean.getBoolean("standard.write")) {
      Files.writeString(FILE, complete);
    }

    assertThat(Files.readString(FILE)).isEqualTo(complete);
  }

  private static String pretty(JsonNode json) throws IOException {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentArraysWith(indent);
    printer.indentObjectsWith(indent);
    return JSON.writer(printer).writeValueAsString(json) + "\n";
  }

  @Test
  void every_reference_leads_to_a_component() throws IOException {
    ObjectNode openApi = written();
    List<String> references = openApi.findValuesAsText("$ref");

    assertThat(references).hasSizeGreaterThan(200);
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(openApi.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void the_examples_of_messages_can_be_sent_as_they_are() throws IOException {
    JsonNode examples =
        written().at("/paths/~1messages/post/requestBody/content/application~1json/examples");

    assertThat(examples).isNotEmpty();
    for (JsonNode example : examples) {
      Envelope envelope =
          Envelope.fromJson(example.get("value").toString().getBytes(StandardCharsets.UTF_8));
      assertThat(InterfaceStandard.schema(envelope.type())).isPresent();
    }
  }

  @Test
  void nothing_is_said_that_a_strict_validator_refuses() throws IOException {
    String text = Files.readString(FILE);

    assertThat(text).doesNotContain("\"x-", "{@code");
    for (PayloadType type : PayloadTypes.standard().types()) {
      assertThat(InterfaceStandard.schema(type).orElseThrow()).doesNotContain("\"x-", "{@code");
    }
  }
}
