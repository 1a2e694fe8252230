package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Encrypted payloads. */
final class EncryptionChecks {

  private EncryptionChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-31",
            "An encrypted payload is opened, and only as that of its message",
            "加密的业务数据可以解密，且只能用于所属报文")
        .by(EncryptionChecks::encrypted);
  }

  private static void encrypted(Examiner node) {
    X509Certificate certificate = node.encryptionCertificate();
    TrustedReceiver receiver =
        node.keys.trust().validateForEncryption(List.of(certificate), node.now());
    Reply opened = node.send(node.post(message(node, receiver, node.messages.person())));
    explained("an encrypted person", opened::accepted);
    ObjectNode moved = message(node, receiver, node.messages.person());
    moved.put("messageId", node.messages.newId());
    refused(node, "the payload of another message", moved);
    refused(
        node,
        "the payload of another operation",
        message(node, receiver, node.messages.person()).put("operation", "delete"));
    for (int part = 1; part < 5; part++) {
      ObjectNode changed = message(node, receiver, node.messages.person());
      refused(
          node,
          "a change in part " + part + " of the JWE",
          with(changed, damaged(jwe(changed), part)));
    }
    ObjectNode longer = message(node, receiver, node.messages.person());
    refused(node, "a header with one more member", with(longer, header(jwe(longer), "cdx-x", "1")));
    ObjectNode beside = message(node, receiver, node.messages.person());
    beside.withObject("payload").put("name", "x");
    Reply second = node.send(node.post(beside));
    explained(
        "a member next to $encrypted",
        () -> second.refused("decryption-failed", "validation-failed", "malformed-message"));
    ObjectNode invalid = node.messages.person();
    invalid.withObject("payload").put("sex", "7");
    Reply rules = node.send(node.post(message(node, receiver, invalid)));
    explained("an encrypted payload that breaks a rule", () -> rules.refused("validation-failed"));
    ObjectNode other = message(node, receiver, node.messages.person());
    Reply elsewhere =
        node.send(
            node.post(
                with(other, header(jwe(other), "kid", node.own.node() + "#0123456789abcdef"))));
    explained("a key of another node", () -> elsewhere.refused("receiver-mismatch"));
    JsonNode required = node.description().path("encryptedTypes");
    if (required.isEmpty()) {
      node.leaveOut("types that must be encrypted: the node has none");
    }
    required.forEach(type -> clear(node, type.asText()));
  }

  private static void clear(Examiner node, String type) {
    Reply reply =
        node.send(
            node.post(
                node.messages.message(
                    type, "upsert", node.messages.withKnownFiles(Messages.example(type)))));
    explained(type + " in clear", () -> reply.refused("encryption-required"));
  }

  private static void refused(Examiner node, String what, ObjectNode message) {
    Reply reply = node.send(node.post(message));
    explained(what, () -> reply.refused("decryption-failed"));
  }

  /** The message with its payload encrypted. */
  private static ObjectNode message(Examiner node, TrustedReceiver receiver, ObjectNode clear) {
    EncryptedMessage bound =
        new EncryptedMessage(
            MessageId.parse(clear.path("messageId").asText()),
            clear.path("type").asText(),
            Operation.ofWireName(clear.path("operation").asText()),
            node.own.node(),
            node.receiver(),
            java.util.OptionalInt.empty());
    String jwe =
        ReceiverEncryption.forReceivers(
                new PayloadEncryptor(node.own.node(), new SecureRandom()),
                any -> true,
                any -> Optional.of(receiver))
            .encrypt(bound, Messages.bytes(clear.path("payload")))
            .orElseThrow();
    return with(clear, jwe);
  }

  private static ObjectNode with(ObjectNode message, String jwe) {
    message.set("payload", StrictJson.newObject().put("$encrypted", jwe));
    return message;
  }

  private static String jwe(ObjectNode message) {
    return message.path("payload").path("$encrypted").asText();
  }

  private static String damaged(String jwe, int part) {
    String[] parts = jwe.split("\\.");
    byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
    bytes[bytes.length / 2] ^= 1;
    parts[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return String.join(".", parts);
  }

  private static String header(String jwe, String member, String value) {
    String[] parts = jwe.split("\\.");
    ObjectNode header =
        Messages.object(
            new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
    parts[0] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Messages.bytes(header.put(member, value)));
    return String.join(".", parts);
  }
}
