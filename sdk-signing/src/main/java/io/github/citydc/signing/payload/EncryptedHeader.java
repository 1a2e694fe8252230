package io.github.citydc.signing.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.KeyId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The protected header: which algorithms, for which key, from whom, in which message. The names of
 * the algorithms are private, none is registered for SM2 and SM4.
 */
record EncryptedHeader(KeyId receiver, NodeId sender, Map<String, String> bound) {

  private static final String SM2 = "SM2";
  private static final String SM4_GCM = "SM4-GCM";
  private static final List<String> MEMBERS = List.of("alg", "enc", "kid", "cdx-sender");

  byte[] toJson() {
    ObjectNode json =
        StrictJson.newObject()
            .put("alg", SM2)
            .put("enc", SM4_GCM)
            .put("kid", receiver.toString())
            .put("cdx-sender", sender.toString());
    new TreeMap<>(bound).forEach(json::put);
    return StrictJson.write(json);
  }

  static EncryptedHeader parse(byte[] json) {
    JsonNode header;
    try {
      header = StrictJson.read(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The header of the encrypted payload: " + e.getMessage(), e);
    }
    if (!header.isObject() || header.size() < MEMBERS.size()) {
      throw new IllegalArgumentException(
          "The header of an encrypted payload has the members " + MEMBERS);
    }
    if (!text(header, "alg").equals(SM2) || !text(header, "enc").equals(SM4_GCM)) {
      throw new IllegalArgumentException("An encrypted payload is encrypted with SM2 and SM4-GCM");
    }
    return new EncryptedHeader(
        KeyId.parse(text(header, "kid")), NodeId.parse(text(header, "cdx-sender")), bound(header));
  }

  /** Everything else: whoever opens says what it must be. */
  private static Map<String, String> bound(JsonNode header) {
    Map<String, String> bound = new HashMap<>();
    header
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                bound.put(name, text(header, name));
              }
            });
    return Map.copyOf(bound);
  }

  private static String text(JsonNode header, String member) {
    JsonNode value = header.path(member);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          "The header of an encrypted payload has the members " + MEMBERS);
    }
    return value.textValue();
  }
}
