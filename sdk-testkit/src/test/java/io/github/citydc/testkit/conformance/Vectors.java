package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.DirectoryDocument;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.cms.CmsForm;
import io.github.citydc.signing.cms.CmsSigner;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The test vectors of the standard, made anew: the same bytes each time. */
final class Vectors {

  static final Instant NOW = Instant.parse("2026-03-20T00:15:00Z");
  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.ofHours(8));
  private static final String PATH = "https://hub.example/cdx/v1";
  private static final String ID = "019d08a1-5420-7cc3-98c4-dc0c0c07398f";
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final SandboxCa ca =
      SandboxCa.create("Root of the vectors", CLOCK, new FixedRandom("ca"));
  private final DualKeys hub = fixed(ca.issueDual(HUB), "hub");
  private final DualKeys grid = fixed(ca.issueDual(GRID), "grid");
  private final Party sender = new Party(GRID, grid.signing());
  private int nonces;
  private byte[] base = {};

  private static DualKeys fixed(DualKeys keys, String seed) {
    return new DualKeys(keys.signing().random(new FixedRandom(seed)), keys.decryption());
  }

  TrustStore trust() {
    return TrustStore.of(List.of(ca.root()));
  }

  /** What the hub verifies with: it knows both nodes. */
  MessageVerifier verifier() {
    return HttpSignatures.verifierBuilder(
            trust(),
            node ->
                Optional.of(
                    new NodeEntry(
                        node,
                        Optional.empty(),
                        (node.equals(HUB) ? hub : grid).signing().certificates())))
        .clock(CLOCK)
        .build();
  }

  /** All files by name. */
  Map<String, ObjectNode> files() {
    Map<String, ObjectNode> files = new LinkedHashMap<>();
    files.put("keys.json", keys());
    files.put("requests.json", requests());
    files.put("answers.json", answers());
    files.put("receipt.json", receipt());
    files.put("encrypted.json", encrypted());
    files.put("directory.json", directory());
    files.put("batch.json", batch());
    files.put("reconciliation.json", reconciliation());
    files.put("wrong.json", wrong());
    return files;
  }

  private static ObjectNode about(String en, String zh) {
    return StrictJson.newObject().put("about", en).put("aboutZh", zh);
  }

  private static String der(X509Certificate certificate) {
    try {
      return BASE64.encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode keys() {
    ObjectNode file =
        about(
            "Keys of two nodes and their root. They are published: never use them",
            "两个节点及其根的密钥，已公开，切勿使用");
    file.put("now", NOW.toString());
    file.putObject("root")
        .put("certificate", der(ca.root()))
        .put("privateKey", ca.key().toPrivateKeyPem());
    key(file.putObject("hub"), HUB, hub);
    key(file.putObject("grid"), GRID, grid);
    return file;
  }

  private static void key(ObjectNode json, NodeId node, DualKeys keys) {
    X509Certificate signing = keys.signing().certificates().get(0);
    X509Certificate encryption = keys.decryption().certificate().orElseThrow();
    json.put("node", node.toString())
        .put("keyId", KeyId.of(signing).toString())
        .put("certificate", der(signing))
        .put("privateKey", keys.signing().toPrivateKeyPem())
        .put("encryptionKeyId", KeyId.of(encryption).toString())
        .put("encryptionCertificate", der(encryption))
        .put("encryptionPrivateKey", keys.decryption().toPrivateKeyPem());
  }

  private Draft draft(String method, String path, byte[] body) {
    String nonce = String.format("%022d", ++nonces);
    return new Draft(sender, HUB, method, URI.create(PATH + path), body, NOW.getEpochSecond())
        .parameter("nonce", "\"" + nonce + "\"")
        .signedBy(this::signed);
  }

  private byte[] signed(byte[] text) {
    base = text.clone();
    return grid.signing().sign(text);
  }

  private static ObjectNode message() {
    ObjectNode message =
        StrictJson.newObject()
            .put("standard", "1.0")
            .put("messageId", ID)
            .put("type", Messages.PERSON)
            .put("operation", "upsert")
            .put("sender", GRID.toString())
            .put("receiver", HUB.toString())
            .put("sentAt", "2026-03-20T08:15:00+08:00");
    message.set("payload", Messages.example(Messages.PERSON));
    return message;
  }

  private ObjectNode json(String name, HttpRequest request) {
    ObjectNode json = StrictJson.newObject().put("name", name);
    write(json, request);
    return json.put("signatureBase", new String(base, java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static void write(ObjectNode json, HttpRequest request) {
    json.put("method", request.method())
        .put("path", request.uri().getRawPath())
        .put("query", Optional.ofNullable(request.uri().getRawQuery()).orElse(""));
    headers(json, request.headers());
    json.put("body", BASE64.encodeToString(request.body().toByteArray()));
  }

  private static void headers(ObjectNode json, HttpHeaders headers) {
    ObjectNode fields = json.putObject("headers");
    headers.forEach(fields::put);
  }

  private HttpRequest post() {
    return draft("POST", "/messages", StrictJson.write(message())).sign();
  }

  private ObjectNode requests() {
    ObjectNode file = about("Signed requests of the node grid to the hub", "grid 节点发给 hub 的已签名请求");
    ArrayNode list = file.putArray("requests");
    byte[] body = StrictJson.write(message());
    list.add(json("a message", draft("POST", "/messages", body).sign()));
    list.add(
        json(
            "a message with the digest of SHA-256",
            draft("POST", "/messages", body).digest(DigestAlgorithm.SHA_256).sign()));
    list.add(
        json(
            "a message with both digests",
            draft("POST", "/messages", body)
                .digest(DigestAlgorithm.SM3, DigestAlgorithm.SHA_256)
                .sign()));
    list.add(
        json(
            "components and parameters in another order",
            draft("POST", "/messages", body).reversed().sign()));
    list.add(
        json(
            "a query",
            draft("GET", "/reconciliation?date=2026-03-20&hour=8", Examiner.NOTHING).sign()));
    list.add(json("no query and no body", draft("GET", "/node", Examiner.NOTHING).sign()));
    byte[] part = Messages.utf8(Messages.text(Messages.example(Messages.PERSON)) + "\n");
    list.add(
        json(
            "a part whose name is escaped",
            draft("PUT", "/parts/" + Messages.name(part).replace(":", "%3A"), part)
                .field("content-type", "application/x-ndjson")
                .sign()));
    return file;
  }

  private HttpResponse answer(HttpResponse response, HttpRequest request) {
    return HttpSignatures.signerBuilder(hub.signing())
        .clock(CLOCK)
        .random(new FixedRandom("nonce"))
        .build()
        .sign(response, request);
  }

  private static HttpResponse response(int status, String mediaType, ObjectNode body) {
    return new HttpResponse(
        status,
        HttpHeaders.empty().with("content-type", mediaType).with("cdx-request", "verified"),
        Content.of(StrictJson.write(body)));
  }

  private static ObjectNode receiptOf(HttpRequest request) {
    ObjectNode receipt = StrictJson.newObject();
    ObjectNode sent = message();
    for (String member : List.of("messageId", "type", "operation", "sender", "receiver")) {
      receipt.set(member, sent.path(member));
    }
    return receipt
        .put("bodyDigest", Messages.sha256(request.body().toByteArray()))
        .put("acceptedAt", "2026-03-20T08:15:00.123+08:00");
  }

  private HttpResponse accepted(HttpRequest request) {
    return answer(response(200, "application/json", receiptOf(request)), request);
  }

  private static HttpResponse problem(ProblemCode code, boolean verified) {
    ObjectNode problem =
        StrictJson.newObject()
            .put("type", code.type())
            .put("code", code.wireName())
            .put("status", code.status())
            .put("title", code.title())
            .put("titleZh", code.titleZh())
            .put("detail", "A vector")
            .put("detailZh", "测试向量")
            .put("retryable", code.isRetryable());
    HttpResponse response = response(code.status(), "application/problem+json", problem);
    return verified
        ? response
        : response.headers(response.headers().with("cdx-request", "unverified"));
  }

  private ObjectNode answers() {
    ObjectNode file = about("Answers of the hub, each with its request", "hub 的各类应答及对应请求");
    ArrayNode list = file.putArray("answers");
    HttpRequest request = post();
    add(list, "a receipt", request, accepted(request));
    add(
        list,
        "a problem of a verified request",
        request,
        answer(problem(ProblemCode.UNKNOWN_TYPE, true), request));
    add(
        list,
        "a problem of a request that was not verified",
        request,
        answer(problem(ProblemCode.CLOCK_SKEW, false), request));
    HttpRequest head =
        draft("HEAD", "/parts/" + Messages.name(Messages.FILE), Examiner.NOTHING).sign();
    add(
        list,
        "no body, to a request without one",
        head,
        answer(
            new HttpResponse(
                204, HttpHeaders.empty().with("cdx-request", "verified"), Content.empty()),
            head));
    HttpRequest get = draft("GET", "/node", Examiner.NOTHING).sign();
    add(
        list,
        "a body, to a request without one",
        get,
        answer(
            response(200, "application/json", StrictJson.newObject().put("node", HUB.toString())),
            get));
    return file;
  }

  private void add(ArrayNode list, String name, HttpRequest request, HttpResponse response) {
    ObjectNode json = answerJson(name, request, response);
    json.put("signatureBase", verifier().verify(response, request).evidence().signatureBase());
    list.add(json);
  }

  private static ObjectNode answerJson(String name, HttpRequest request, HttpResponse response) {
    ObjectNode json = StrictJson.newObject().put("name", name);
    write(json.putObject("request"), request);
    json.put("status", response.status());
    headers(json, response.headers());
    return json.put("body", BASE64.encodeToString(response.body().toByteArray()));
  }

  private byte[] receiptFile() {
    HttpRequest request = post();
    HttpResponse response = accepted(request);
    return new SignedReceipt(
            Receipt.fromJson(response.body().toByteArray()),
            response.body(),
            verifier().verify(response, request).evidence())
        .toJson();
  }

  private ObjectNode receipt() {
    ObjectNode file = about("A receipt file; the root is in keys.json", "回执文件；根证书见 keys.json");
    file.put("messageBody", BASE64.encodeToString(StrictJson.write(message())));
    return file.put("file", BASE64.encodeToString(receiptFile()));
  }

  private String jwe() {
    TrustedReceiver receiver =
        trust().validateForEncryption(List.of(hub.decryption().certificate().orElseThrow()), NOW);
    EncryptedMessage bound =
        new EncryptedMessage(
            MessageId.parse(ID),
            Messages.PERSON,
            Operation.UPSERT,
            GRID,
            HUB,
            java.util.OptionalInt.empty());
    return ReceiverEncryption.forReceivers(
            new PayloadEncryptor(GRID, new FixedRandom("jwe")),
            any -> true,
            any -> Optional.of(receiver))
        .encrypt(bound, StrictJson.write(Messages.example(Messages.PERSON)))
        .orElseThrow();
  }

  private ObjectNode encrypted() {
    ObjectNode file =
        about("An encrypted payload for the hub, and what is in it", "发给 hub 的加密数据及其明文");
    file.put("sender", GRID.toString()).put("messageId", ID).put("type", Messages.PERSON);
    file.put("operation", "upsert").put("jwe", jwe());
    return file.put(
        "payload", BASE64.encodeToString(StrictJson.write(Messages.example(Messages.PERSON))));
  }

  private ObjectNode directory() {
    DirectoryDocument document =
        new DirectoryDocument(
            HUB,
            7,
            NOW,
            NOW.plusSeconds(86_400),
            List.of(
                NodeEntry.at(URI.create(PATH), HUB, hub.signing().certificates()),
                new NodeEntry(GRID, Optional.empty(), grid.signing().certificates())));
    byte[] content = document.toJson();
    ObjectNode file = about("The directory of the network, signed by the hub", "由 hub 签名的节点目录");
    file.put("content", BASE64.encodeToString(content));
    return file.put(
        "signed",
        BASE64.encodeToString(new CmsSigner(hub.signing(), CmsForm.GM, CLOCK).sign(content)));
  }

  private ObjectNode batch() {
    byte[] one = Messages.utf8(Messages.text(Messages.example(Messages.PERSON)) + "\n");
    byte[] two =
        Messages.utf8(
            Messages.text(Messages.example(Messages.PERSON))
                + "\n\n"
                + Messages.text(Messages.example(Messages.PERSON)));
    ObjectNode manifest =
        StrictJson.newObject()
            .put("batchId", ID)
            .put("type", Messages.PERSON)
            .put("operation", "upsert")
            .put("sender", GRID.toString())
            .put("receiver", HUB.toString())
            .put("createdAt", "2026-03-20T08:15:00+08:00")
            .put("records", 3);
    ArrayNode parts = manifest.putArray("parts");
    parts.addObject().put("digest", Messages.name(one)).put("size", one.length).put("records", 1);
    parts.addObject().put("digest", Messages.name(two)).put("size", two.length).put("records", 2);
    ObjectNode file = about("A manifest, its parts, and its digest", "批次清单、分片及摘要");
    file.putArray("parts").add(BASE64.encodeToString(one)).add(BASE64.encodeToString(two));
    byte[] bytes = StrictJson.write(manifest);
    return file.put("manifest", BASE64.encodeToString(bytes))
        .put("bodyDigest", Messages.sha256(bytes));
  }

  private ObjectNode reconciliation() {
    ObjectNode file = about("The items of an hour and their digest", "某一小时的条目及其摘要");
    ArrayNode items = file.putArray("items");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      String id = Messages.id(NOW, 0x1234L + i);
      String digest = Messages.sha256(new byte[] {(byte) i});
      items.addObject().put("id", id).put("digest", digest);
      lines.append(id).append(' ').append(digest).append('\n');
    }
    file.put("digest", Messages.sha256(Messages.utf8(lines.toString())));
    file.put("emptyDigest", Messages.sha256(Examiner.NOTHING));
    ArrayNode hours = file.putArray("hours");
    for (String time : List.of("2026-03-20T15:59:59.999Z", "2026-03-20T16:00:00Z")) {
      boolean next = time.contains("T16");
      hours
          .addObject()
          .put("id", Messages.id(Instant.parse(time), 0x1234L))
          .put("date", next ? "2026-03-21" : "2026-03-20")
          .put("hour", next ? 0 : 23);
    }
    return file;
  }

  private ObjectNode wrong() {
    ObjectNode file =
        about(
            "What is to be refused, with the code and the reason; now is that of keys.json",
            "应当拒绝的内容及错误码和原因；当前时间见 keys.json");
    file.set("requests", new WrongRequests().list);
    ArrayNode answers = file.putArray("answers");
    HttpRequest request = post();
    HttpRequest another = post();
    HttpResponse good = accepted(request);
    refusedAnswer(answers, "of another request", request, accepted(another));
    refusedAnswer(
        answers,
        "the status was changed",
        request,
        new HttpResponse(202, good.headers(), good.body()));
    refusedAnswer(
        answers,
        "the body was changed",
        request,
        new HttpResponse(200, good.headers(), Content.ofText(good.body().toText() + " ")));
    refusedAnswer(
        answers,
        "Cdx-Request was changed",
        request,
        good.headers(good.headers().with("cdx-request", "unverified")));
    refusedAnswer(
        answers,
        "it is not signed",
        request,
        response(200, "application/json", receiptOf(request)));
    ArrayNode receipts = file.putArray("receipts");
    String text = new String(receiptFile(), java.nio.charset.StandardCharsets.UTF_8);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a member of the receipt was changed", text.replace("upsert", "delete"));
    files.put("a blank behind a colon", text.replaceFirst(":", ": "));
    files.put("a blank at the end", text + " ");
    files.put(
        "the signature base was changed",
        text.replace("\\\"@status\\\": 200", "\\\"@status\\\": 202"));
    files.forEach(
        (reason, changed) ->
            receipts
                .addObject()
                .put("reason", reason)
                .put("file", BASE64.encodeToString(Messages.utf8(changed))));
    ArrayNode encrypted = file.putArray("encrypted");
    String[] parts = jwe().split("\\.");
    for (int i = 1; i < parts.length; i++) {
      String[] changed = parts.clone();
      byte[] bytes = Base64.getUrlDecoder().decode(parts[i]);
      bytes[bytes.length - 1] ^= 1;
      changed[i] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      encrypted
          .addObject()
          .put("reason", "part " + i + " was changed")
          .put("jwe", String.join(".", changed));
    }
    return file;
  }

  private static void refusedAnswer(
      ArrayNode list, String reason, HttpRequest request, HttpResponse response) {
    ObjectNode json = answerJson(reason, request, response);
    json.remove("name");
    list.add(json.put("reason", reason));
  }

  /** Requests that are wrong in one thing. */
  private final class WrongRequests {

    private final ArrayNode list = StrictJson.newObject().putArray("list");

    WrongRequests() {
      for (String component :
          List.of(
              "@method",
              "@path",
              "@query",
              "cdx-sender",
              "cdx-receiver",
              "content-type",
              "content-digest")) {
        wrong(component + " is not covered", "signature-invalid", d -> d.uncover(component));
      }
      for (String name : List.of("created", "nonce", "keyid", "alg", "tag")) {
        wrong(name + " is absent", "signature-invalid", d -> d.withoutParameter(name));
      }
      wrong("created is a text", "signature-invalid", d -> d.parameter("created", "\"1\""));
      wrong("the nonce is short", "signature-invalid", d -> d.parameter("nonce", "\"0123456789\""));
      wrong("the tag is another", "signature-invalid", d -> d.parameter("tag", "\"cdx-2\""));
      wrong(
          "keyid has no fingerprint",
          "signature-invalid",
          d -> d.parameter("keyid", "\"" + GRID + "\""));
      wrong("a component stands twice", "signature-invalid", d -> d.cover("@method"));
      wrong("there is no label cdx", "signature-missing", d -> d.label("other"));
      wrong(
          "cdx-sender is another node",
          "sender-mismatch",
          d -> d.field("cdx-sender", HUB.toString()));
      wrong(
          "cdx-receiver is another node",
          "receiver-mismatch",
          d -> d.field("cdx-receiver", GRID.toString()));
      wrong("created is 301 seconds ago", "clock-skew", d -> created(d, -301));
      wrong("created is 301 seconds ahead", "clock-skew", d -> created(d, 301));
      wrong(
          "no certificate has this key id",
          "certificate-untrusted",
          d -> d.parameter("keyid", "\"" + GRID + "#0123456789abcdef\""));
      wrong(
          "alg is not that of the key",
          "signature-invalid",
          d -> d.parameter("alg", "\"ed25519\""));
      wrong(
          "a bit of the signature was changed",
          "signature-invalid",
          d -> d.signature(Vectors::flipped));
      wrong("the signature is s‖r", "signature-invalid", d -> d.signature(Vectors::swapped));
      wrong("the signature is in DER", "signature-invalid", d -> d.signature(Sm2Arithmetic::der));
      wrong("the signature is empty", "signature-invalid", d -> d.signature(made -> new byte[0]));
      Sm2Arithmetic sm2 = Sm2Arithmetic.of(grid.signing()).orElseThrow();
      FixedRandom random = new FixedRandom("sm2");
      wrong(
          "the user id is empty",
          "signature-invalid",
          d -> d.signedBy(b -> sm2.signWithUser("", b, random)));
      wrong(
          "the user id is another",
          "signature-invalid",
          d -> d.signedBy(b -> sm2.signWithUser("ALICE123@YAHOO.COM", b, random)));
      wrong(
          "Z is missing",
          "signature-invalid",
          d -> d.signedBy(b -> sm2.signWithoutUser(b, random)));
      byte[] other = Messages.utf8("{}");
      wrong("the body was changed", "digest-mismatch", d -> d.body(other));
      String right = Draft.digested(DigestAlgorithm.SM3, StrictJson.write(message()));
      String false256 = Draft.digested(DigestAlgorithm.SHA_256, other);
      wrong(
          "the second digest is wrong",
          "digest-mismatch",
          d -> d.field("content-digest", right + ", " + false256));
      wrong(
          "the first digest is wrong",
          "digest-mismatch",
          d -> d.field("content-digest", false256 + ", " + right));
      wrong("only SHA-512", "signature-invalid", d -> d.digest(DigestAlgorithm.SHA_512));
      wrong(
          "content-encoding is not covered",
          "signature-invalid",
          d -> d.field("content-encoding", "gzip"));
      changed(
          "the method was changed", r -> new HttpRequest("PUT", r.uri(), r.headers(), r.body()));
      changed("the path was changed", r -> at(r, "/cdx/v1/batches"));
      changed("a query was added", r -> at(r, "/cdx/v1/messages?x=1"));
      changed(
          "content-type was changed",
          r -> r.headers(r.headers().with("content-type", "text/plain")));
    }

    private void wrong(String reason, String code, UnaryOperator<Draft> change) {
      list.add(
          json(
              reason,
              code,
              change.apply(draft("POST", "/messages", StrictJson.write(message()))).sign()));
    }

    private void changed(String reason, UnaryOperator<HttpRequest> change) {
      list.add(json(reason, "signature-invalid", change.apply(post())));
    }

    private static ObjectNode json(String reason, String code, HttpRequest request) {
      ObjectNode json = StrictJson.newObject().put("reason", reason).put("code", code);
      write(json, request);
      return json;
    }
  }

  private static Draft created(Draft draft, long shift) {
    return draft.parameter("created", String.valueOf(NOW.getEpochSecond() + shift));
  }

  private static HttpRequest at(HttpRequest request, String path) {
    return new HttpRequest(
        request.method(),
        URI.create("https://hub.example" + path),
        request.headers(),
        request.body());
  }

  private static byte[] flipped(byte[] signature) {
    byte[] changed = signature.clone();
    changed[10] ^= 1;
    return changed;
  }

  private static byte[] swapped(byte[] signature) {
    byte[] changed = Arrays.copyOfRange(signature, 32, 96);
    System.arraycopy(signature, 0, changed, 32, 32);
    return changed;
  }

  /** A request as it stands in a file. */
  static HttpRequest request(com.fasterxml.jackson.databind.JsonNode json) {
    HttpHeaders headers = HttpHeaders.empty();
    for (var field : json.path("headers").properties()) {
      headers = headers.with(field.getKey(), field.getValue().asText());
    }
    String query = json.path("query").asText();
    return new HttpRequest(
        json.path("method").asText(),
        URI.create(
            "https://hub.example"
                + json.path("path").asText()
                + (query.isEmpty() ? "" : "?" + query)),
        headers,
        Content.of(Base64.getDecoder().decode(json.path("body").asText())));
  }
}
