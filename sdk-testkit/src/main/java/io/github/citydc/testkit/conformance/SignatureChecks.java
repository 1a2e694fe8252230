package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.signing.DigestAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How requests and answers are signed. */
final class SignatureChecks {

  private static final List<String> OF_ANSWERS =
      List.of(
          "\"@status\"",
          "\"cdx-sender\"",
          "\"cdx-receiver\"",
          "\"content-type\"",
          "\"content-digest\"",
          "\"@method\";req",
          "\"@path\";req",
          "\"signature\";req;key=\"cdx\"");
  private static final long PAST = -301;
  private static final long FUTURE = 304;

  private SignatureChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-01",
            "A signed message is accepted, and the answer covers what it must",
            "签名报文被接受，应答签名覆盖规定内容")
        .by(SignatureChecks::answerCoversWhatItMust)
        .add(
            "S-02",
            "Either digest, any order and other labels are accepted",
            "任一摘要算法、任意顺序及其他标签均可接受")
        .by(SignatureChecks::formsThatAreAccepted)
        .add(
            "S-04",
            "A request that leaves a required component uncovered is refused",
            "未覆盖必需组件的请求被拒绝")
        .by(SignatureChecks::everyComponentIsRequired)
        .add(
            "S-05",
            "A signature without a required parameter, or with one of the wrong type, is refused",
            "缺少必需参数或参数类型错误的签名被拒绝")
        .by(SignatureChecks::everyParameterIsRequired)
        .add(
            "S-06",
            "A missing or ambiguous signature is refused, and answered to unknown where no sender can be named",
            "缺失或含糊的签名被拒绝，无法确定发送方时以 unknown 应答")
        .by(SignatureChecks::missingAndAmbiguous)
        .add("S-07", "Sender and receiver are those of the signature", "发送方与接收方须与签名一致")
        .by(SignatureChecks::senderAndReceiver)
        .add("S-08", "The time of a signature is within five minutes", "签名时间须在五分钟之内")
        .by(SignatureChecks::window)
        .add(
            "S-11",
            "The algorithm is that of the key, and other forms of SM2 signatures are refused",
            "算法由密钥决定，其他形式的 SM2 签名被拒绝")
        .by(SignatureChecks::formsOfSignatures)
        .add("S-12", "Every digest of the body is checked", "报文体的每个摘要都须核对")
        .by(SignatureChecks::digests)
        .add(
            "S-14",
            "A damaged copy does not use up the nonce of the genuine request",
            "受损副本不消耗真实请求的随机数")
        .by(SignatureChecks::damagedFirst)
        .add(
            "S-15",
            "A request that is wrong twice gets the code of the earlier step",
            "两处有误的请求以先检查的一步应答")
        .by(SignatureChecks::order);
  }

  private static void answerCoversWhatItMust(Examiner node) {
    Reply reply = node.signed(node.send(node.post(node.messages.person())).accepted());
    String input = reply.field("signature-input");
    int from = input.indexOf("cdx=");
    String covered = input.substring(from, Math.max(from, input.indexOf(')', from)));
    OF_ANSWERS.forEach(
        component ->
            reply.require(covered.contains(component), "the answer does not cover " + component));
    reply.require(reply.isVerified(), "the answer does not say Cdx-Request: verified");
  }

  private static void formsThatAreAccepted(Examiner node) {
    node.send(node.post(node.messages.person()).digest(DigestAlgorithm.SHA_256)).accepted();
    node.send(
            node.post(node.messages.person()).digest(DigestAlgorithm.SHA_256, DigestAlgorithm.SM3))
        .accepted();
    node.send(node.post(node.messages.person()).reversed()).accepted();
    HttpRequest signed = node.post(node.messages.person()).cover("@authority").sign();
    node.send(signed).accepted();
    HttpRequest other = node.post(node.messages.person()).sign();
    node.send(
            other.headers(
                other
                    .headers()
                    .with(
                        "signature-input",
                        "other=(\"date\");created=1, " + value(other, "signature-input"))
                    .with("signature", "other=:AAAA:, " + value(other, "signature"))))
        .accepted();
  }

  private static String value(HttpRequest request, String field) {
    return request.headers().value(field).orElse("");
  }

  private static void everyComponentIsRequired(Examiner node) {
    for (String component : node.post(node.messages.person()).covered()) {
      Reply reply = node.send(node.post(node.messages.person()).uncover(component));
      explained(component + " is not covered", () -> reply.refused("signature-invalid"));
    }
  }

  private static void everyParameterIsRequired(Examiner node) {
    for (String name : List.of("created", "nonce", "keyid", "alg", "tag")) {
      Reply absent = node.send(node.post(node.messages.person()).withoutParameter(name));
      explained(name + " is absent", () -> absent.refused("signature-invalid"));
      String wrong = name.equals("created") ? "\"1\"" : "1";
      Reply other = node.send(node.post(node.messages.person()).parameter(name, wrong));
      explained(name + " is of the wrong type", () -> other.refused("signature-invalid"));
    }
    node.send(node.post(node.messages.person()).parameter("tag", "\"cdx-2\""))
        .refused("signature-invalid");
    node.send(node.post(node.messages.person()).parameter("nonce", "\"short\""))
        .refused("signature-invalid");
  }

  private static void missingAndAmbiguous(Examiner node) {
    HttpRequest signed = node.post(node.messages.person()).sign();
    node.send(without(signed, "signature-input")).refused("signature-missing", "signature-invalid");
    node.send(without(signed, "signature")).refused("signature-missing", "signature-invalid");
    node.send(node.post(node.messages.person()).label("other"))
        .refused("signature-missing", "signature-invalid");
    String input = value(signed, "signature-input");
    node.send(signed.headers(signed.headers().with("signature-input", input + ", " + input)))
        .refused("signature-invalid", "signature-missing");
    node.send(node.post(node.messages.person()).cover("@method")).refused("signature-invalid");
    Reply nobody = node.send(without(without(signed, "signature-input"), "cdx-sender"));
    nobody.refused("signature-missing", "signature-invalid");
    nobody.require(
        nobody.field("cdx-receiver").equals("unknown"),
        "expected Cdx-Receiver: unknown where the request names no sender");
  }

  private static HttpRequest without(HttpRequest request, String field) {
    io.github.citydc.exchange.http.HttpHeaders kept =
        io.github.citydc.exchange.http.HttpHeaders.collect(
            take ->
                request
                    .headers()
                    .forEach(
                        (name, text) -> {
                          if (!name.equals(field)) {
                            take.accept(name, text);
                          }
                        }));
    return request.headers(kept);
  }

  private static void senderAndReceiver(Examiner node) {
    node.send(
            node.post(node.messages.person())
                .field("cdx-sender", "440106:11440106007482911C:other"))
        .refused("sender-mismatch");
    node.send(
            node.post(node.messages.person())
                .field("cdx-receiver", "440106:11440106007482911C:other"))
        .refused("receiver-mismatch");
    ObjectNode ofAnother = node.messages.person();
    ofAnother.put("sender", "440106:11440106007482911C:other");
    node.send(node.post(ofAnother)).refused("sender-mismatch");
    ObjectNode forAnother = node.messages.person();
    forAnother.put("receiver", "440106:11440106007482911C:other");
    node.send(node.post(forAnother)).refused("receiver-mismatch");
  }

  private static void window(Examiner node) {
    for (long shift : List.of(PAST, FUTURE)) {
      Reply reply = node.send(shifted(node, shift));
      explained("created is " + shift + " s from now", () -> reply.refused("clock-skew"));
      reply.require(reply.json().path("retryable").asBoolean(), "clock-skew is retryable");
    }
    for (long shift : List.of(-290L, 290L)) {
      Reply reply = node.send(shifted(node, shift));
      explained("created is " + shift + " s from now", reply::accepted);
    }
  }

  private static Draft shifted(Examiner node, long seconds) {
    return node.post(node.messages.person())
        .parameter("created", String.valueOf(node.now().getEpochSecond() + seconds));
  }

  private static void formsOfSignatures(Examiner node) {
    refusedWith(node, "alg of another key", d -> d.parameter("alg", "\"ecdsa-p256-sha256\""));
    refusedWith(node, "an unknown alg", d -> d.parameter("alg", "\"none\""));
    refusedWith(node, "one bit changed", d -> d.signature(SignatureChecks::flipped));
    refusedWith(node, "signature of no bytes", d -> d.signature(made -> new byte[0]));
    Sm2Arithmetic sm2 =
        Sm2Arithmetic.of(node.own.key())
            .orElseThrow(
                () -> new CheckSkipped("The key of the suite is not an SM2 key in a file"));
    refusedWith(node, "s‖r", d -> d.signature(SignatureChecks::swapped));
    refusedWith(node, "DER", d -> d.signature(Sm2Arithmetic::der));
    refusedWith(node, "empty user id", d -> d.signedBy(base -> sm2.signWithUser("", base)));
    refusedWith(
        node,
        "another user id",
        d -> d.signedBy(base -> sm2.signWithUser("ALICE123@YAHOO.COM", base)));
    refusedWith(node, "SM3 without Z", d -> d.signedBy(sm2::signWithoutUser));
    Reply right =
        node.send(
            node.post(node.messages.person())
                .signedBy(base -> sm2.signWithUser("1234567812345678", base)));
    explained("the user id of the standard", right::accepted);
  }

  private static byte[] flipped(byte[] signature) {
    byte[] changed = signature.clone();
    changed[changed.length / 2] ^= 1;
    return changed;
  }

  private static byte[] swapped(byte[] signature) {
    byte[] changed = Arrays.copyOfRange(signature, 32, 96);
    System.arraycopy(signature, 0, changed, 32, 32);
    return changed;
  }

  private static void refusedWith(Examiner node, String what, UnaryOperator<Draft> change) {
    Reply reply = node.send(change.apply(node.post(node.messages.person())));
    explained("signature with " + what, () -> reply.refused("signature-invalid"));
  }

  private static void digests(Examiner node) {
    byte[] other = Messages.bytes(node.messages.person());
    node.send(node.post(node.messages.person()).body(other)).refused("digest-mismatch");
    byte[] body = Messages.bytes(node.messages.person());
    String wrong = Draft.digested(DigestAlgorithm.SHA_256, other);
    String right = Draft.digested(DigestAlgorithm.SM3, body);
    for (String both : List.of(right + ", " + wrong, wrong + ", " + right)) {
      Reply reply = node.send(node.post(body).field("content-digest", both));
      explained("one of two digests is wrong", () -> reply.refused("digest-mismatch"));
    }
    node.send(node.post(body).digest(DigestAlgorithm.SHA_512)).refused("signature-invalid");
    node.send(node.post(body).field("content-digest", "sm3=1")).refused("signature-invalid");
  }

  private static void damagedFirst(Examiner node) {
    HttpRequest genuine = node.post(node.messages.person()).sign();
    byte[] body = genuine.body().toByteArray();
    body[body.length - 2] ^= 1;
    node.send(genuine.body(Content.of(body))).refused("digest-mismatch");
    String signature = value(genuine, "signature");
    char last = signature.charAt(20);
    String damaged =
        signature.substring(0, 20) + (last == 'A' ? 'B' : 'A') + signature.substring(21);
    node.send(genuine.headers(genuine.headers().with("signature", damaged)))
        .refused("signature-invalid");
    Reply reply = node.send(genuine);
    explained("the genuine request after two damaged copies", reply::accepted);
  }

  private static void order(Examiner node) {
    String other = "440106:11440106007482911C:other";
    String unknownKey = "\"" + node.own.node() + "#0000000000000000\"";
    String old = String.valueOf(node.now().getEpochSecond() - 4000);
    Function<Examiner, Draft> draft = n -> n.post(n.messages.person());
    earlier(
        node,
        draft.apply(node).withoutParameter("tag").field("cdx-sender", other),
        "signature-invalid");
    earlier(
        node,
        draft.apply(node).field("cdx-sender", other).field("cdx-receiver", other),
        "sender-mismatch");
    earlier(
        node,
        draft.apply(node).field("cdx-receiver", other).parameter("created", old),
        "receiver-mismatch");
    earlier(
        node,
        draft.apply(node).parameter("created", old).parameter("keyid", unknownKey),
        "clock-skew");
    earlier(
        node,
        draft.apply(node).parameter("keyid", unknownKey).signature(SignatureChecks::flipped),
        "certificate-untrusted");
    earlier(
        node,
        draft.apply(node).signature(SignatureChecks::flipped).body(new byte[] {'{', '}'}),
        "signature-invalid");
    HttpRequest used = draft.apply(node).sign();
    node.send(used).accepted();
    earlier(
        node,
        draft.apply(node).parameter("nonce", nonce(used)).body(new byte[] {'{', '}'}),
        "digest-mismatch");
  }

  private static String nonce(HttpRequest request) {
    String input = value(request, "signature-input");
    int from = input.indexOf("nonce=") + "nonce=".length();
    return input.substring(from, input.indexOf('"', from + 1) + 1);
  }

  private static void earlier(Examiner node, Draft draft, String code) {
    node.send(draft).refused(code);
  }

  /** Says in what case something did not hold. */
  static void explained(String what, Runnable requirement) {
    try {
      requirement.run();
    } catch (CheckFailed e) {
      CheckFailed named =
          e.reply()
              .map(reply -> new CheckFailed(what + ": " + e.getMessage(), reply))
              .orElseGet(() -> new CheckFailed(what + ": " + e.getMessage()));
      throw named;
    }
  }
}
