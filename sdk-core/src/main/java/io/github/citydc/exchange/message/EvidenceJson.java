package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of the evidence of a signature in a file. */
final class EvidenceJson {

  private EvidenceJson() {}

  static void write(ObjectNode object, SignatureEvidence evidence) {
    object.put("signatureBase", evidence.signatureBase());
    object.put("signature", evidence.signature());
    write(object, "certificates", evidence.certificates());
    RevocationEvidence revocation = evidence.revocation();
    if (!revocation.isEmpty()) {
      ObjectNode kept = object.putObject("revocation");
      write(kept, "crls", revocation.crls());
      write(kept, "ocspResponses", revocation.ocspResponses());
    }
    evidence.bundle().ifPresent(path -> write(object, "bundle", path.toTexts()));
  }

  private static void write(ObjectNode object, String member, List<String> texts) {
    ArrayNode array = object.putArray(member);
    texts.forEach(array::add);
  }

  /**
   * Reads the members.
   *
   * @throws MalformedMessageException if one is missing
   */
  static SignatureEvidence read(JsonMembers members) {
    return new SignatureEvidence(
        members.text("signatureBase"),
        members.text("signature"),
        texts(
            members
                .optional("certificates")
                .orElseThrow(() -> new MalformedMessageException("/certificates", "is required"))),
        members
            .optional("revocation")
            .map(
                kept ->
                    new RevocationEvidence(
                        texts(kept.path("crls")), texts(kept.path("ocspResponses"))))
            .orElse(RevocationEvidence.none()),
        members.optional("bundle").map(EvidenceJson::path));
  }

  private static BundlePath path(JsonNode steps) {
    try {
      return BundlePath.parse(texts(steps));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("/bundle", String.valueOf(e.getMessage()));
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
