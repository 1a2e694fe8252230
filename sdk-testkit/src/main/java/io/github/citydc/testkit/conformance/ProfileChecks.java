package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.testkit.conformance.ConformanceKeys.Extra;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** The profile of SM2 and SM3. */
final class ProfileChecks {

  private static final String PREFIX = "sm3:";
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private ProfileChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-68",
            "A node of the profile sm-only uses and accepts SM2 and SM3 only",
            "SM-only 配置的节点只使用和接受 SM2、SM3")
        .by(ProfileChecks::smOnly);
  }

  private static void smOnly(Examiner node) {
    JsonNode description = node.description();
    Examiner.need(
        description.path("profile").asText().equals("sm-only"), "The node has another profile");
    Examiner.require(
        description.path("digests").toString().equals("[\"sm3\"]"),
        "digests is " + description.path("digests") + ", and not sm3 alone");
    requests(node);
    receipts(node);
    names(node);
    bundles(node);
    node.leaveOut("a path that is not signed by SM2 throughout: no root of the suite makes one");
  }

  private static void requests(Examiner node) {
    Reply sha256 = node.send(node.post(node.messages.person()).digest(DigestAlgorithm.SHA_256));
    explained("a digest of SHA-256", () -> sha256.refused("signature-invalid"));
    Reply both =
        node.send(
            node.post(node.messages.person()).digest(DigestAlgorithm.SM3, DigestAlgorithm.SHA_256));
    explained("digests of SM3 and SHA-256", () -> both.refused("signature-invalid"));
    if (node.keys.find(Extra.OTHER_ALGORITHM).isEmpty()) {
      node.leaveOut("other algorithms of signatures: there is no key other-algorithm");
      return;
    }
    Party other = node.key(Extra.OTHER_ALGORITHM);
    Reply reply =
        node.send(node.draft(other, "POST", "/messages", Messages.bytes(node.messages.person())));
    explained("a signature of another algorithm", () -> reply.refused("signature-invalid"));
  }

  private static void receipts(Examiner node) {
    ObjectNode message = node.messages.person();
    Reply reply = node.signed(node.send(node.post(message)).accepted());
    reply.require(
        reply.text("bodyDigest").equals(sm3(Messages.bytes(message))),
        "expected a receipt with the SM3 digest of the body");
    reply.require(
        reply.field("signature-input").contains(";alg=\"sm2-sm3\"")
            && !reply.field("content-digest").contains("sha-256"),
        "expected an answer that is signed with sm2-sm3 and has a digest of SM3 only");
    LocalDate day = LocalDate.ofInstant(node.now(), CHINA);
    Reply hours = node.get("/reconciliation?date=" + day);
    if (hours.status() != 200) {
      node.leaveOut("digests of hours: the node answers no reconciliation");
      return;
    }
    for (JsonNode hour : hours.json().path("hours")) {
      String digest = hour.path("digest").asText();
      hours.require(digest.startsWith(PREFIX), "expected digests of hours by SM3, not " + digest);
      hours.require(
          hour.path("count").asInt() > 0 || digest.equals(sm3(Examiner.NOTHING)),
          "expected the SM3 digest of nothing for an hour without items");
    }
  }

  private static void names(Examiner node) {
    if (node.limit("partSize") == 0) {
      node.leaveOut("names of parts: the node takes no batches");
      return;
    }
    byte[] part = Messages.utf8("{\"cdxMark\":\"" + node.messages.newId() + "\"}\n");
    Reply sha256 = node.messages.part(part);
    explained("a part named by SHA-256", () -> sha256.refused("digest-mismatch"));
    Reply sm3 =
        node.send(
            node.draft("PUT", "/parts/" + sm3(part), part)
                .field("content-type", "application/x-ndjson")
                .field("cdx-type", Messages.PERSON));
    explained("a part named by SM3", () -> sm3.status(201));
  }

  private static void bundles(Examiner node) {
    Examiner.require(
        node.limit("bundleMessages") == 0, "A node of the profile sm-only offers bundles");
    node.send(
            node.draft("POST", "/bundles", Messages.bytes(node.messages.person()))
                .field("content-type", "application/x-ndjson"))
        .refused("not-found");
  }

  private static String sm3(byte[] bytes) {
    return PREFIX + HexFormat.of().formatHex(DigestAlgorithm.SM3.digest(bytes));
  }
}
