package io.github.citydc.exchange.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a payload names, found in its JSON: objects with the members of a {@link
 * PartReference}, whatever the type of the payload.
 */
final class NamedFiles {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String DIGEST = "digest";
  private static final String QUOTED = '"' + DIGEST + '"';
  private static final List<String> REQUIRED = List.of(DIGEST, "mediaType", "size");

  private NamedFiles() {}

  static List<PartReference> in(Content payload) {
    if (!payload.toText().contains(QUOTED)) {
      return List.of();
    }
    Map<String, PartReference> found = new LinkedHashMap<>();
    try {
      collect(JSON.readObject(payload.toByteArray()), found);
    } catch (PayloadFormatException e) {
      // What is not even JSON names no file.
      return List.of();
    }
    return List.copyOf(found.values());
  }

  private static void collect(JsonNode node, Map<String, PartReference> found) {
    if (isReference(node)) {
      PartReference file = JSON.toRecord(node, PartReference.class);
      found.putIfAbsent(file.digest(), file);
    }
    node.forEach(child -> collect(child, found));
  }

  private static boolean isReference(JsonNode node) {
    return REQUIRED.stream().allMatch(node::has)
        && node.path(DIGEST).isTextual()
        && node.path("mediaType").isTextual()
        && node.path("size").canConvertToLong()
        && isDigest(node.path(DIGEST).textValue());
  }

  private static boolean isDigest(String text) {
    try {
      return !ContentHash.parse(text).value().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
