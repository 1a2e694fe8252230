package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.PlayedNode.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.testkit.conformance.ClientUnderTest.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How a client sends official documents. */
final class ClientDocumentChecks {

  private static final String DOCUMENT = "document.official-document/1";
  private static final String ACTION = "document.action/1";

  private ClientDocumentChecks() {}

  static void addTo(Checks<ClientExaminer> checks) {
    checks
        .add(
            "R-70",
            "A document is sent after its file, and before the action that says so",
            "公文在其文件之后、“发送”动作之前发送")
        .by(ClientDocumentChecks::documents);
  }

  private static void documents(ClientExaminer client) throws Exception {
    Set<String> there = ConcurrentHashMap.newKeySet();
    client.node.play((request, node) -> files(request, node, there));
    ObjectNode document = Messages.example(DOCUMENT);
    document.remove(List.of("attachments", "attachmentNotes"));
    document.put("documentId", "cdx-" + client.node.clock.millis());
    byte[] file = Messages.FILE;
    Outcome outcome =
        ClientTransferChecks.need(
            client.client.sendDocument(
                client.node.url(), client.file(Messages.text(document)), client.file(file)),
            "send documents");
    Examiner.require(
        outcome == Outcome.DELIVERED, "A document with its receipts is " + outcome + " to it");
    requireOrder(client, document.path("documentId").asText(), file);
  }

  private static Optional<HttpResponse> files(
      HttpRequest request, PlayedNode node, Set<String> there) {
    String path = request.uri().getPath();
    if (is(request, "HEAD", "/parts/") || is(request, "HEAD", "/files/")) {
      return Optional.of(node.empty(there.contains(path) ? 204 : 404, request));
    }
    if (is(request, "PUT", "/parts/") || is(request, "PUT", "/files/")) {
      return Optional.of(node.empty(there.add(path) ? 201 : 204, request));
    }
    return Optional.empty();
  }

  private static void requireOrder(ClientExaminer client, String id, byte[] file) {
    List<String> order = new ArrayList<>();
    for (HttpRequest request : client.node.requests) {
      if (is(request, "PUT", "/files/")) {
        order.add("file");
      }
      if (is(request, "POST", "/messages")) {
        JsonNode message = PlayedNode.body(request);
        JsonNode payload = message.path("payload");
        String kind = message.path("type").asText() + " " + message.path("operation").asText();
        boolean whole =
            kind.equals(DOCUMENT + " upsert")
                && payload.path("attachments").path(0).path("file").path("size").asInt()
                    == file.length;
        boolean sent =
            kind.equals(ACTION + " event") && payload.path("action").asText().equals("sent");
        Examiner.require(
            payload.path("documentId").asText().equals(id) && (whole || sent),
            "The client sends " + kind + " of another document, file or action");
        order.add(sent ? "action" : "document");
      }
    }
    Examiner.require(
        order.equals(List.of("file", "document", "action")),
        "File, document and action are to come in this order, but came as " + order);
  }
}
