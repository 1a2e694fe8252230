package io.github.citydc.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However wrong a message is, the answer is small: interface standard §5. */
class AnswerBoundTest {

  private static final int BODY = 90 * 1024;
  private static final int ANSWER = 64 * 1024;
  private static final PayloadJson JSON = PayloadJson.standard();

  static Collection<PayloadType> types() {
    return PayloadTypes.standard().types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void ninety_kilobytes_of_mistakes_get_no_more_than_sixty_four_back(PayloadType type) {
    for (ObjectNode payload : List.of(wrong(type, "{}"), wrong(type, "\" \""), JSON.newObject())) {
      Problem problem = answer(type, payload);
      int listed = problem.violations().size();

      assertThat(listed).isBetween(1, 100);
      assertThat(problem.detail()).contains("breaks " + (listed + problem.moreViolations()));
      assertThat(Problem.fromJson(422, problem.toJson())).isEqualTo(problem);
    }
  }

  private static Problem answer(PayloadType type, ObjectNode payload) {
    Class<? extends Payload> record = PayloadTypes.standard().find(type).orElseThrow();
    ValidationReport report = PayloadValidator.standard().validate(JSON.toRecord(payload, record));
    HttpResponse response =
        Problems.response(Problems.of(new InvalidPayloadException(report), "A message"));
    byte[] body = response.body().toByteArray();

    assertThat(body).hasSizeLessThanOrEqualTo(ANSWER);
    return Problem.fromJson(response.status(), body);
  }

  /** A payload without what is required, whose lists are full of what they may not hold. */
  private static ObjectNode wrong(PayloadType type, String element) {
    ObjectNode schema = object(InterfaceStandard.schema(type).orElseThrow());
    List<String> lists =
        StreamSupport.stream(
                ((Iterable<String>) () -> schema.path("properties").fieldNames()).spliterator(),
                false)
            .filter(name -> takes(schema.at("/properties/" + name), element))
            .toList();
    ObjectNode payload = JSON.newObject();
    for (String name : lists) {
      ArrayNode list = payload.putArray(name);
      JsonNode item = object("{\"item\":" + element + "}").get("item");
      int room = BODY / lists.size() / (element.length() + 1);
      for (int i = 0; i < room; i++) {
        list.add(item);
      }
    }
    return payload;
  }

  private static boolean takes(JsonNode member, String element) {
    Set<String> form = new HashSet<>();
    member.path("items").fieldNames().forEachRemaining(form::add);
    return !form.isEmpty() && form.contains("$ref") == element.equals("{}");
  }

  private static ObjectNode object(String json) {
    return JSON.readObject(json.getBytes(StandardCharsets.UTF_8));
  }
}
