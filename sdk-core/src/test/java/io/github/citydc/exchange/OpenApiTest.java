package io.github.citydc.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.reconciliation.DayBuckets;
import io.github.citydc.exchange.reconciliation.DayDigest;
import io.github.citydc.exchange.reconciliation.ItemPage;
import io.github.citydc.exchange.reconciliation.ReconciliationJson;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.exchange.records.RecordLines;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.validation.PayloadValidator;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private final PayloadJson json = PayloadJson.standard();
  private final ObjectNode api =
      json.readObject(InterfaceStandard.openApi().getBytes(StandardCharsets.UTF_8));

  @Test
  void it_names_every_problem_with_its_status() {
    List<String> codes = new ArrayList<>();
    api.at("/components/schemas/Problem/properties/code/enum")
        .forEach(code -> codes.add(code.textValue()));

    assertThat(codes)
        .containsExactlyElementsOf(
            ProblemCode.standard().stream().map(ProblemCode::wireName).toList());
    assertThat(ProblemCode.standard())
        .allSatisfy(
            code ->
                assertThat(
                        api.at("/components/responses/Problem" + code.status() + "/description")
                            .asText())
                    .contains("`" + code.wireName() + "`"));
  }

  @Test
  void it_knows_the_schema_of_every_payload_type() {
    JsonNode mapping = api.at("/components/schemas/Envelope/discriminator/mapping");
    List<String> types = new ArrayList<>();
    mapping.fieldNames().forEachRemaining(types::add);

    assertThat(types)
        .containsExactlyElementsOf(
            PayloadTypes.standard().types().stream().map(PayloadType::toString).toList());
    for (JsonNode reference : mapping) {
      JsonNode message = api.at(reference.textValue().substring(1));
      JsonNode payload = message.at("/allOf/1/properties/payload/oneOf/0/$ref");
      assertThat(api.at(payload.textValue().substring(1)).path("title").isTextual()).isTrue();
    }
  }

  @Test
  void its_messages_are_read_valid_and_written_back() {
    for (JsonNode example :
        api.at("/paths/~1messages/post/requestBody/content/application~1json/examples")) {
      byte[] body = json.write(example.get("value"));
      Envelope envelope = Envelope.fromJson(body);
      Class<? extends Payload> type = PayloadTypes.standard().find(envelope.type()).orElseThrow();

      assertThat(
              PayloadValidator.standard()
                  .validate(json.toRecord(envelope.payload(), type))
                  .violations())
          .isEmpty();
      assertThat(envelope.toJson())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(new String(body, StandardCharsets.UTF_8));
    }
  }

  @Test
  void its_receipt_and_problems_are_those_this_library_reads() {
    JsonNode receipt =
        api.at(
            "/paths/~1messages/post/responses/200/content/application~1json/examples/receipt/value");
    assertThat(Receipt.fromJson(json.write(receipt)).type()).hasToString("population.person/1");

    for (Map.Entry<String, JsonNode> response : api.at("/components/responses").properties()) {
      for (JsonNode example :
          response.getValue().at("/content/application~1problem+json/examples")) {
        int status = example.at("/value/status").intValue();
        assertThat(response.getKey()).isEqualTo("Problem" + status);
        assertThat(Problem.fromJson(status, json.write(example.get("value"))).code())
            .hasToString(example.at("/value/code").textValue());
      }
    }
  }

  @Test
  void its_reconciliation_is_what_this_library_reads_and_writes() {
    JsonNode examples =
        api.at("/paths/~1reconciliation/get/responses/200/content/application~1json/examples");
    byte[] day = json.write(examples.at("/day/value"));
    byte[] hour = json.write(examples.at("/hour/value"));
    ReconciliationQuery query =
        ReconciliationQuery.messagesOf(LocalDate.parse(examples.at("/day/value/date").textValue()));

    DayBuckets buckets = ReconciliationJson.readDay(query, day);
    ItemPage items = ReconciliationJson.readItems(hour);

    assertThat(ReconciliationJson.write(buckets)).isEqualTo(day);
    int of = examples.at("/hour/value/hour").intValue();
    assertThat(ReconciliationJson.write(query, of, items)).isEqualTo(hour);
    DayDigest digest = new DayDigest();
    items.items().forEach(item -> digest.add(item.id(), item.digest()));
    assertThat(digest.buckets()).isEqualTo(buckets.hours());
  }

  @Test
  void its_page_of_records_is_what_this_library_reads_and_writes() {
    byte[] page =
        api.at(
                "/paths/~1records/get/responses/200/content/application~1x-ndjson/examples/page/value")
            .textValue()
            .getBytes(StandardCharsets.UTF_8);

    assertThat(RecordLines.write(RecordLines.read(page))).isEqualTo(page);
  }
}
