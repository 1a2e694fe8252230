package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.testkit.conformance.ConformanceKeys.Extra;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Whose keys count. */
final class KeyChecks {

  private static final Map<Extra, List<String>> REFUSALS =
      Map.of(
          Extra.UNKNOWN, List.of("certificate-untrusted"),
          Extra.OTHER_ROOT, List.of("certificate-untrusted"),
          Extra.EXPIRED, List.of("certificate-not-valid"),
          Extra.NOT_YET_VALID, List.of("certificate-not-valid"),
          Extra.MAY_NOT_SIGN, List.of("certificate-untrusted"),
          Extra.OTHER_NAME, List.of("certificate-untrusted", "sender-mismatch"));

  private KeyChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-03",
            "Answers are signed with a certificate of the node that leads to the root",
            "应答由本节点可追溯至根的证书签名")
        .by(KeyChecks::ownCertificate)
        .add("S-09", "Keys whose certificate is not good are refused", "证书不合格的密钥被拒绝")
        .by(KeyChecks::wrongCertificates)
        .add("S-10", "A revoked certificate is refused", "已撤销的证书被拒绝")
        .by(KeyChecks::revoked)
        .add("S-66", "All valid keys of a node are accepted", "同一节点的有效密钥均予接受")
        .by(KeyChecks::allKeys);
  }

  private static void ownCertificate(Examiner node) {
    Reply reply = node.send(node.post(node.messages.person())).accepted();
    String input = reply.field("signature-input");
    X509Certificate signer =
        node.certificates().stream()
            .filter(certificate -> input.contains("keyid=\"" + KeyId.of(certificate) + "\""))
            .findFirst()
            .orElseThrow(
                () -> reply.failed("the answer is signed with a key that GET /node does not name"));
    if (!KeyId.of(signer).node().equals(node.receiver())) {
      throw reply.failed("the certificate that signs does not name the node " + node.receiver());
    }
    try {
      node.keys.trust().intermediates(node.certificates()).validate(signer, node.now());
    } catch (VerificationException e) {
      throw reply.failed("the certificate of the node does not count: " + e.getMessage());
    }
  }

  private static void wrongCertificates(Examiner node) {
    for (Extra extra : Extra.values()) {
      List<String> codes = REFUSALS.getOrDefault(extra, List.of());
      if (!codes.isEmpty() && node.keys.find(extra).isEmpty()) {
        node.leaveOut("there is no key " + extra.folder());
      } else if (!codes.isEmpty()) {
        Reply reply = node.send(node.draft(node.key(extra), "GET", "/node", Examiner.NOTHING));
        SignatureChecks.explained(
            "certificate \"" + extra.folder() + "\"",
            () -> reply.refused(codes.toArray(String[]::new)));
      }
    }
    node.send(
            node.post(node.messages.person())
                .parameter("keyid", "\"" + node.own.node() + "#0123456789abcdef\""))
        .refused("certificate-untrusted");
  }

  private static void revoked(Examiner node) {
    node.send(node.draft(node.key(Extra.REVOKED), "GET", "/node", Examiner.NOTHING))
        .refused("certificate-revoked");
  }

  private static void allKeys(Examiner node) {
    Party next = node.key(Extra.NEXT);
    ObjectNode first = node.messages.person();
    byte[] receipt = node.send(node.post(first)).accepted().body();
    Reply other = node.send(node.draft(next, "POST", "/messages", Messages.bytes(first)));
    SignatureChecks.explained(
        "the same message, signed with the next key of its sender",
        () ->
            other
                .accepted()
                .require(Arrays.equals(other.body(), receipt), "expected the first receipt"));
    byte[] person = Messages.bytes(node.messages.person());
    node.send(node.draft(next, "POST", "/messages", person)).accepted();
    Reply again = node.send(node.post(node.messages.person()));
    SignatureChecks.explained("the first key, after the next one", again::accepted);
  }
}
