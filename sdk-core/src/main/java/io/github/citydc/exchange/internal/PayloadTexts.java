package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import java.util.LinkedHashSet;
import java.util.Set;

/** The values of payloads as texts, so that logs can leave them out. */
public final class PayloadTexts {

  private static final PayloadJson JSON = PayloadJson.standard();

  private PayloadTexts() {}

  /**
   * All texts and numbers of a payload.
   *
   * @param payload any payload
   * @return each once, at any depth
   */
  public static Set<String> of(Payload payload) {
    Set<String> texts = new LinkedHashSet<>();
    collect(JSON.toObject(payload), texts);
    return texts;
  }

  private static void collect(JsonNode node, Set<String> texts) {
    if (node.isContainerNode()) {
      node.forEach(member -> collect(member, texts));
    } else if (node.isTextual() || node.isNumber()) {
      texts.add(node.asText());
    }
  }
}
