package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.PlayedNode.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.BundleTree;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.testkit.conformance.ClientUnderTest.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/** Bundles of a client, and the receipt files of what came in one. */
final class ClientBundleChecks {

  private static final String NDJSON = "application/x-ndjson";
  private static final int PAYLOADS = 5;
  private static final int MOST = 3;

  private ClientBundleChecks() {}

  static void addTo(Checks<ClientExaminer> checks) {
    checks
        .add(
            "R-69",
            "A bundle has a message a line, and each line of the answer is that of its message",
            "报文包每行一份报文，应答的每一行即相应报文的应答")
        .by(ClientBundleChecks::bundles);
  }

  private static void bundles(ClientExaminer client) throws Exception {
    notOffered(client);
    lines(client);
    refusedLine(client);
    refusedWhole(client);
    wrongRoot(client);
  }

  private static Outcome send(ClientExaminer client) throws IOException, InterruptedException {
    StringBuilder payloads = new StringBuilder();
    for (int i = 0; i < PAYLOADS; i++) {
      payloads.append(Messages.text(client.person(0).put("cdxLine", i))).append('\n');
    }
    return ClientTransferChecks.need(
        client.client.sendBundle(
            client.node.url(), Messages.PERSON, client.file(payloads.toString())),
        "send bundles");
  }

  private static void notOffered(ClientExaminer client) throws Exception {
    client.node.play((request, node) -> Optional.empty());
    Outcome outcome = send(client);
    Examiner.require(
        client.node.requests.stream().noneMatch(ClientBundleChecks::isBundle),
        "The client sends a bundle to a node that takes none");
    Examiner.require(
        outcome == Outcome.DELIVERED && client.node.messages().size() == PAYLOADS,
        "To a node that takes no bundles the client sends "
            + client.node.messages().size()
            + " messages and says "
            + outcome);
  }

  private static void lines(ClientExaminer client) throws Exception {
    play(client, (request, lines) -> lines, root -> root);
    Outcome outcome = send(client);
    Examiner.require(
        outcome == Outcome.DELIVERED, "Bundles with their receipts are " + outcome + " to it");
    List<HttpRequest> bundles =
        client.node.requests.stream().filter(ClientBundleChecks::isBundle).toList();
    Examiner.require(!bundles.isEmpty(), "The client sends no bundle to a node that takes them");
    Set<String> ids = new HashSet<>();
    for (HttpRequest bundle : bundles) {
      requireForm(bundle);
      messages(bundle).forEach(message -> ids.add(id(message)));
    }
    client.node.messages().forEach(alone -> ids.add(id(alone.body().toByteArray())));
    Examiner.require(
        ids.size() == PAYLOADS, PAYLOADS + " payloads are " + ids.size() + " messages");
  }

  private static void requireForm(HttpRequest bundle) throws IOException {
    Examiner.require(
        ClientExaminer.field(bundle, "content-type").equals(NDJSON),
        "A bundle is of the type " + ClientExaminer.field(bundle, "content-type"));
    String encoding = ClientExaminer.field(bundle, "content-encoding");
    Examiner.require(
        encoding.isEmpty() || encoding.equals("gzip"),
        "A bundle is encoded by " + encoding + ", which the node does not list");
    byte[] body = decoded(bundle);
    Examiner.require(
        body.length > 0 && body[body.length - 1] == '\n', "The last line has no line feed");
    List<byte[]> messages = messages(bundle);
    Examiner.require(
        messages.size() <= MOST,
        messages.size() + " messages are in a bundle for a node that takes " + MOST);
    for (byte[] message : messages) {
      JsonNode envelope = PlayedNode.body(message);
      Examiner.require(
          envelope.path("payload").isObject() && envelope.path("messageId").isTextual(),
          "A line of a bundle is not the envelope of a message");
    }
    Examiner.require(
        ClientExaminer.field(bundle, "cdx-bundle").equals(BundleChecks.root(messages)),
        "cdx-bundle is not the root over the lines of the bundle");
    Examiner.require(
        ClientExaminer.field(bundle, "signature-input").contains("\"cdx-bundle\""),
        "The signature does not cover cdx-bundle");
  }

  private static void refusedLine(ClientExaminer client) throws Exception {
    AtomicInteger answered = new AtomicInteger();
    Map<String, Integer> sent = new HashMap<>();
    play(
        client,
        (request, lines) -> {
          messages(request).forEach(message -> sent.merge(id(message), 1, Integer::sum));
          List<String> changed = new ArrayList<>(lines);
          if (answered.getAndIncrement() == 0) {
            String refused = id(messages(request).get(0));
            changed.set(
                0,
                Messages.text(
                    PlayedNode.problem(ProblemCode.OUTSIDE_JURISDICTION)
                        .put("messageId", refused)));
          }
          return changed;
        },
        root -> root);
    Outcome outcome = send(client);
    client
        .node
        .messages()
        .forEach(alone -> sent.merge(id(alone.body().toByteArray()), 1, Integer::sum));
    Examiner.require(
        outcome == Outcome.REFUSED, "A message refused in its line is " + outcome + " to it");
    Examiner.require(
        sent.size() == PAYLOADS && sent.values().stream().allMatch(times -> times == 1),
        "After one line was refused for good, messages are sent again: " + sent.values());
  }

  private static void refusedWhole(ClientExaminer client) throws Exception {
    client.node.play(
        (request, node) ->
            isBundle(request)
                ? Optional.of(node.problem(ProblemCode.MALFORMED_MESSAGE, request, true))
                : Optional.empty());
    client.node.bundleMessages(MOST);
    Outcome outcome = send(client);
    Examiner.require(
        outcome == Outcome.DELIVERED && client.node.messages().size() == PAYLOADS,
        "After a bundle was refused for good, the client sends "
            + client.node.messages().size()
            + " of "
            + PAYLOADS
            + " messages by themselves and says "
            + outcome);
  }

  private static void wrongRoot(ClientExaminer client) throws Exception {
    Set<String> unanswered = new HashSet<>();
    play(
        client,
        (request, lines) -> lines,
        root -> {
          boolean first = unanswered.add(root);
          return first ? BundleChecks.root(List.of(Messages.utf8("other"))) : root;
        });
    Outcome outcome = send(client);
    Examiner.require(
        outcome != Outcome.REFUSED, "With a wrong root the client gives its messages up");
    Map<String, Integer> sent = new HashMap<>();
    for (HttpRequest request : client.node.requests) {
      if (isBundle(request)) {
        messages(request).forEach(message -> sent.merge(id(message), 1, Integer::sum));
      } else if (is(request, "POST", "/messages")) {
        sent.merge(id(request.body().toByteArray()), 1, Integer::sum);
      }
    }
    Examiner.require(
        outcome != Outcome.DELIVERED || sent.values().stream().anyMatch(times -> times > 1),
        "An answer whose root is not that of its lines is one to the client");
  }

  /** Changes the lines of the answers to bundles. */
  private interface Lines {

    List<String> of(HttpRequest request, List<String> honest);
  }

  private static void play(ClientExaminer client, Lines change, UnaryOperator<String> root) {
    client.node.play(
        (request, node) -> {
          if (!isBundle(request)) {
            return Optional.empty();
          }
          List<String> honest =
              messages(request).stream().map(node::receipt).map(Messages::text).toList();
          return Optional.of(answer(request, node, change.of(request, honest), root));
        });
    client.node.bundleMessages(MOST);
  }

  private static HttpResponse answer(
      HttpRequest request, PlayedNode node, List<String> lines, UnaryOperator<String> root) {
    String field = root.apply(BundleChecks.root(lines.stream().map(Messages::utf8).toList()));
    return node.signed(
        new HttpResponse(
            200,
            HttpHeaders.empty().with("content-type", NDJSON).with("cdx-bundle", field),
            Content.ofText(String.join("\n", lines) + "\n")),
        request);
  }

  private static boolean isBundle(HttpRequest request) {
    return is(request, "POST", "/bundles");
  }

  private static String id(byte[] message) {
    return PlayedNode.body(message).path("messageId").asText();
  }

  private static List<byte[]> messages(HttpRequest bundle) {
    return new String(decoded(bundle), StandardCharsets.UTF_8).lines().map(Messages::utf8).toList();
  }

  private static byte[] decoded(HttpRequest bundle) {
    byte[] body = bundle.body().toByteArray();
    if (!ClientExaminer.field(bundle, "content-encoding").equals("gzip")) {
      return body;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new CheckFailed("A bundle is not encoded by gzip, as it says");
    }
  }

  /** The receipt of a message that came in a bundle is proved by its path. */
  static void receiptFiles(ClientExaminer client) throws Exception {
    HttpRequest request = ClientTransferChecks.request(client);
    String receipt = Messages.text(client.node.receipt(request));
    List<String> lines = List.of("{\"code\":\"other\"}", receipt, "{}");
    HttpResponse response = answer(request, client.node, lines, root -> root);
    List<Content> contents = lines.stream().map(Content::ofText).toList();
    byte[] good =
        new SignedReceipt(
                Receipt.fromJson(Messages.utf8(receipt)),
                Content.ofText(receipt),
                ClientTransferChecks.evidence(client, response, request)
                    .inBundle(BundleTree.over(contents).path(1)))
            .toJson();
    ClientTransferChecks.require(client, "of a bundle", good, true);
    String text = new String(good, StandardCharsets.UTF_8);
    String path = text.substring(text.indexOf("\"bundle\":"));
    ClientTransferChecks.require(
        client,
        "of a bundle with the other side in its path",
        Messages.utf8(text.replace(path, path.replaceFirst("\"l:", "\"r:"))),
        false);
    ClientTransferChecks.require(
        client,
        "of a bundle without its path",
        Messages.utf8(text.replace("," + path, "}")),
        false);
    JsonNode file = StrictJson.read(good);
    Examiner.require(file.path("bundle").size() == 2, "The path of the suite has two steps");
  }
}
