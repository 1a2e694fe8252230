package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.PlayedNode.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.testkit.conformance.ClientUnderTest.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Uploads, pulls, receipt files and encryption of a client. */
final class ClientTransferChecks {

  private static final int RECORDS = 40;
  private static final int BEFORE_THE_CUT = 1;

  private ClientTransferChecks() {}

  static void addTo(Checks<ClientExaminer> checks) {
    checks
        .add(
            "R-57",
            "An upload goes on without sending again what has arrived, in the order of its records",
            "续传不重发已到达的分片，并保持记录顺序")
        .by(ClientTransferChecks::uploads)
        .add("R-58", "A page without its last line is not used", "不使用缺少末行的页")
        .by(ClientTransferChecks::pulls)
        .add(
            "R-59",
            "A receipt file is good as it was written, and in no other form",
            "回执文件仅以原样有效，其他形式一律无效")
        .by(ClientTransferChecks::receiptFiles)
        .add(
            "R-60",
            "A payload is encrypted for a validated certificate only, and a retry is the same bytes",
            "只为经验证的证书加密，重试字节不变")
        .by(ClientTransferChecks::encryption);
  }

  static <T> T need(Optional<T> done, String what) {
    return done.orElseThrow(() -> new CheckSkipped("The client cannot be made to " + what));
  }

  private static void uploads(ClientExaminer client) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      lines.append(Messages.text(noisy(client.person(0).put("cdxMark", "r" + i)))).append('\n');
    }
    java.nio.file.Path records = client.file(lines.toString());
    Map<String, byte[]> parts = new ConcurrentHashMap<>();
    List<String> sent = new CopyOnWriteArrayList<>();
    List<JsonNode> manifests = new CopyOnWriteArrayList<>();
    client.node.play((request, node) -> upload(request, node, parts, sent, manifests, true));
    Outcome cut = need(client.client.upload(client.node.url(), Messages.PERSON, records), "upload");
    Examiner.require(
        cut != Outcome.DELIVERED, "An upload that was cut off is a delivery to the client");
    List<String> arrived = List.copyOf(parts.keySet());
    Examiner.need(!arrived.isEmpty(), "The client sent no part before it was cut off");
    sent.clear();
    client.node.play((request, node) -> upload(request, node, parts, sent, manifests, false));
    Outcome whole =
        need(client.client.upload(client.node.url(), Messages.PERSON, records), "upload");
    Examiner.require(
        whole == Outcome.DELIVERED, "The second upload is " + whole + " to the client");
    arrived.forEach(
        name ->
            Examiner.require(
                !sent.contains(name), "A part that had arrived is sent again: " + name));
    Examiner.require(!manifests.isEmpty(), "There is no manifest");
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (JsonNode part : manifests.get(manifests.size() - 1).path("parts")) {
      content.writeBytes(
          decoded(
              parts.getOrDefault(part.path("digest").asText(), new byte[0]),
              part.path("encoding").asText()));
    }
    List<String> marks =
        content
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> Messages.object(line).path("cdxMark").asText())
            .toList();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      expected.add("r" + i);
    }
    Examiner.require(marks.equals(expected), "The manifest does not keep the order of the records");
  }

  /** With what no compression makes small. */
  private static ObjectNode noisy(ObjectNode person) {
    byte[] noise = new byte[400];
    new java.security.SecureRandom().nextBytes(noise);
    return person.put("cdxNoise", java.util.Base64.getEncoder().encodeToString(noise));
  }

  private static byte[] decoded(byte[] part, String encoding) throws IOException {
    if (!encoding.equals("gzip")) {
      return part;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(part))) {
      return gzip.readAllBytes();
    }
  }

  private static Optional<HttpResponse> upload(
      HttpRequest request,
      PlayedNode node,
      Map<String, byte[]> parts,
      List<String> sent,
      List<JsonNode> manifests,
      boolean cut) {
    String path = request.uri().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (is(request, "HEAD", "/parts/")) {
      return Optional.of(node.empty(parts.containsKey(name) ? 204 : 404, request));
    }
    if (is(request, "PUT", "/parts/")) {
      if (cut && parts.size() >= BEFORE_THE_CUT) {
        return Optional.of(node.problem(ProblemCode.OUTSIDE_JURISDICTION, request, true));
      }
      sent.add(name);
      boolean first = parts.put(name, request.body().toByteArray()) == null;
      return Optional.of(node.empty(first ? 201 : 204, request));
    }
    if (is(request, "POST", "/batches")) {
      return Optional.of(batch(request, node, parts, manifests));
    }
    if (is(request, "GET", "/batches/")) {
      Optional<JsonNode> accepted =
          manifests.stream().filter(m -> m.path("batchId").asText().equals(name)).findFirst();
      if (accepted.isEmpty()) {
        return Optional.of(node.problem(ProblemCode.NOT_FOUND, request, true));
      }
      int records = accepted.get().path("records").asInt();
      ObjectNode status =
          StrictJson.newObject()
              .put("batchId", name)
              .put("state", "done")
              .put("records", records)
              .put("accepted", records)
              .put("rejected", 0)
              .put("acceptedAt", node.now())
              .put("finishedAt", node.now());
      status.putArray("rejections");
      return Optional.of(node.signed(PlayedNode.json(200, status), request));
    }
    return Optional.empty();
  }

  private static HttpResponse batch(
      HttpRequest request, PlayedNode node, Map<String, byte[]> parts, List<JsonNode> manifests) {
    JsonNode manifest = PlayedNode.body(request);
    List<String> missing = new ArrayList<>();
    manifest
        .path("parts")
        .forEach(
            part -> {
              if (!parts.containsKey(part.path("digest").asText())) {
                missing.add(part.path("digest").asText());
              }
            });
    if (missing.isEmpty()) {
      manifests.add(manifest);
      return node.signed(PlayedNode.json(202, node.receipt(request)), request);
    }
    HttpResponse problem = node.problem(ProblemCode.PARTS_MISSING, request, true);
    ObjectNode body = (ObjectNode) StrictJson.read(problem.body().toByteArray());
    missing.forEach(body.putArray("missing")::add);
    return node.signed(
        new HttpResponse(
            problem.status(),
            HttpHeaders.empty().with("content-type", "application/problem+json"),
            Content.of(StrictJson.write(body))),
        request);
  }

  private static void pulls(ClientExaminer client) throws Exception {
    client.node.play((request, node) -> records(request, node, true));
    List<String> cut = need(client.client.pull(client.node.url(), Messages.PERSON), "pull");
    Examiner.require(cut.isEmpty(), "Records of a page that was cut off are taken over: " + cut);
    client.node.play((request, node) -> records(request, node, false));
    List<String> whole = need(client.client.pull(client.node.url(), Messages.PERSON), "pull");
    Examiner.require(whole.equals(List.of("p-1", "p-2")), "Two records are pulled as " + whole);
  }

  private static Optional<HttpResponse> records(HttpRequest request, PlayedNode node, boolean cut) {
    if (!is(request, "GET", "/records")) {
      return Optional.empty();
    }
    StringBuilder lines = new StringBuilder();
    boolean first = !String.valueOf(request.uri().getQuery()).contains("cursor=");
    if (first) {
      for (String id : List.of("p-1", "p-2")) {
        ObjectNode change =
            StrictJson.newObject()
                .put("type", Messages.PERSON)
                .put("resource", "306001/00001")
                .put("id", id)
                .put("operation", "upsert")
                .put("changedAt", node.now());
        change.set("payload", Messages.example(Messages.PERSON));
        lines.append(Messages.text(change)).append('\n');
      }
    }
    if (!cut) {
      lines.append("{\"next\":\"Y3Vyc29y\",\"more\":false}\n");
    }
    HttpResponse page =
        new HttpResponse(
            200,
            HttpHeaders.empty().with("content-type", "application/x-ndjson"),
            Content.ofText(lines.toString()));
    return Optional.of(node.signed(page, request));
  }

  /** A receipt file as a client writes it. */
  static byte[] receiptFile(ClientExaminer client) {
    PlayedNode node = client.node;
    HttpRequest request = request(client);
    HttpResponse response = node.signed(PlayedNode.json(200, node.receipt(request)), request);
    SignatureEvidence evidence = evidence(client, response, request);
    return new SignedReceipt(
            Receipt.fromJson(response.body().toByteArray()), response.body(), evidence)
        .toJson();
  }

  /** A message of another node. */
  static HttpRequest request(ClientExaminer client) {
    PlayedNode node = client.node;
    ObjectNode message =
        StrictJson.newObject()
            .put("messageId", Messages.id(node.clock.instant()))
            .put("type", Messages.PERSON)
            .put("operation", "upsert")
            .put(
                "sender",
                client
                    .settings
                    .other
                    .map(k -> Party.of(k).node())
                    .orElse(client.settings.node())
                    .toString())
            .put("receiver", client.settings.node().toString());
    Party sender =
        new Party(
            client.settings.other.map(Party::of).map(Party::node).orElse(client.settings.node()),
            client.settings.other.orElse(client.settings.key));
    return new Draft(
            sender,
            client.settings.node(),
            "POST",
            URI.create(node.url() + "/messages"),
            Messages.bytes(message),
            node.clock.instant().getEpochSecond())
        .sign();
  }

  /** What a client keeps of the signature of an answer. */
  static SignatureEvidence evidence(
      ClientExaminer client, HttpResponse response, HttpRequest request) {
    VerifiedResponse verified =
        HttpSignatures.verifierBuilder(
                client.settings.trust,
                any ->
                    Optional.of(
                        new NodeEntry(any, Optional.empty(), client.settings.key.certificates())))
            .clock(client.node.clock)
            .build()
            .verify(response, request);
    return verified.evidence();
  }

  private static void receiptFiles(ClientExaminer client) throws Exception {
    byte[] good = receiptFile(client);
    require(client, "as it was written", good, true);
    String text = new String(good, StandardCharsets.UTF_8).stripTrailing();
    require(client, "with one line feed at the end", Messages.utf8(text + "\n"), true);
    require(client, "with two line feeds at the end", Messages.utf8(text + "\n\n"), false);
    require(client, "with a blank at the end", Messages.utf8(text + " "), false);
    require(
        client, "with a blank behind a colon", Messages.utf8(text.replaceFirst(":", ": ")), false);
    ObjectNode members = Messages.object(text);
    ObjectNode turned = StrictJson.newObject();
    List<String> names = new ArrayList<>();
    members.fieldNames().forEachRemaining(name -> names.add(0, name));
    names.forEach(name -> turned.set(name, members.path(name)));
    require(client, "with its members in another order", Messages.bytes(turned), false);
    int step = Math.max(1, text.length() / 40);
    for (int i = 0; i < text.length(); i += step) {
      byte[] changed = Messages.utf8(text);
      changed[i] ^= 1;
      require(client, "with byte " + i + " changed", changed, false);
    }
    ClientBundleChecks.receiptFiles(client);
  }

  static void require(ClientExaminer client, String what, byte[] file, boolean good)
      throws Exception {
    boolean found =
        need(client.client.verifyReceipt(client.file(file), client.root()), "verify receipts");
    Examiner.require(
        found == good,
        "A receipt file " + what + " is " + (found ? "good" : "not good") + " to the client");
  }

  private static void encryption(ClientExaminer client) throws Exception {
    Examiner.need(client.settings.decryption.isPresent(), "The suite has no key for encryption");
    client.node.play(
        (request, node) ->
            is(request, "POST", "/messages") && node.messages().size() == 1
                ? Optional.of(node.problem(ProblemCode.UNAVAILABLE, request, true, Optional.of(1)))
                : Optional.empty());
    Outcome outcome =
        need(
            client.client.sendEncrypted(client.node.url(), Messages.PERSON, client.person()),
            "encrypt");
    Examiner.require(
        outcome == Outcome.DELIVERED, "An encrypted message is " + outcome + " to the client");
    List<HttpRequest> messages = client.node.messages();
    Examiner.require(
        messages.size() == 2
            && messages.get(0).body().toText().equals(messages.get(1).body().toText()),
        "A retry of an encrypted message is not the same bytes");
    JsonNode payload = PlayedNode.body(messages.get(0)).path("payload");
    Examiner.require(
        payload.size() == 1 && payload.path("$encrypted").asText().split("\\.", -1).length == 5,
        "The payload is not one member $encrypted with a JWE in compact form");
    SandboxCa stranger = SandboxCa.create("Another root");
    X509Certificate wrong =
        stranger.issueDual(client.settings.node()).decryption().certificate().orElseThrow();
    client.node.play((request, node) -> Optional.empty());
    List<X509Certificate> published = new ArrayList<>(client.settings.key.certificates());
    published.add(wrong);
    client.node.publish(published);
    client.client.sendEncrypted(client.node.url(), Messages.PERSON, client.person());
    Examiner.require(
        client.node.messages().isEmpty(),
        "The client encrypts for a certificate of another root, or sends in clear");
  }
}
