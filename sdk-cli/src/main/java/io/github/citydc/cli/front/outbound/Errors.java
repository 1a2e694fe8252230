package io.github.citydc.cli.front.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.front.store.Item;
import io.github.citydc.code.Severity;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Why something was rejected, as a JSON array of pointer, code and message. */
final class Errors {

  private static final String PAYLOAD = "/payload";

  private final Locale language;

  Errors(Locale language) {
    this.language = language;
  }

  /** The rules that a payload breaks; pointers lead into the payload. */
  String of(List<Violation> violations) {
    ArrayNode errors = array();
    for (Violation violation : violations) {
      if (violation.severity() == Severity.ERROR) {
        add(errors, pointer(violation), violation.code(), violation.message(language));
      }
    }
    return errors.toString();
  }

  /** What the receiver has answered. */
  String of(Problem problem) {
    if (problem.violations().isEmpty()) {
      boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
      return one("", problem.code().toString(), chinese ? problem.detailZh() : problem.detail());
    }
    return of(problem.violations());
  }

  /** A single reason. */
  static String one(String pointer, String code, String message) {
    ArrayNode errors = array();
    add(errors, pointer, code, message);
    return errors.toString();
  }

  /** Those of an item that was rejected. */
  static ArrayNode of(Item item) {
    String text =
        item.errors().orElseGet(() -> reason(item.failure().orElse("internal: no reason known")));
    JsonNode errors = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    return errors instanceof ArrayNode array ? array : array();
  }

  /** The outbox has noted {@code code: detail}. */
  private static String reason(String failure) {
    int colon = failure.indexOf(": ");
    return colon > 0 && failure.substring(0, colon).matches("[a-z-]+")
        ? one("", failure.substring(0, colon), failure.substring(colon + 2))
        : one("", "not-delivered", failure);
  }

  private static ArrayNode array() {
    return StrictJson.newObject().putArray("errors");
  }

  private static void add(ArrayNode errors, String pointer, String code, String message) {
    ObjectNode error = errors.addObject();
    error.put("pointer", pointer).put("code", code).put("message", message);
  }

  private static String pointer(Violation violation) {
    String pointer = violation.pointer();
    return pointer.equals(PAYLOAD) || pointer.startsWith(PAYLOAD + "/")
        ? pointer.substring(PAYLOAD.length())
        : pointer;
  }
}
