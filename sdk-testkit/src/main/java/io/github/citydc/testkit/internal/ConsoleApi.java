package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeId;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Answers the console page. Behind {@link ConsoleGuard}. */
final class ConsoleApi extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final int MOST = 4096;

  private final transient ConsoleData data;
  private final transient FaultPanel faults;
  private final transient Function<NodeId, Map<String, String>> nodes;

  ConsoleApi(ConsoleData data, FaultPanel faults, Function<NodeId, Map<String, String>> nodes) {
    this.data = data;
    this.faults = faults;
    this.nodes = nodes;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(response, found(path(request)));
    } catch (IllegalArgumentException e) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } catch (RuntimeException e) {
      response.sendError(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The database does not answer");
    }
  }

  private static List<String> path(HttpServletRequest request) {
    String info = Optional.ofNullable(request.getPathInfo()).orElse("/");
    return List.of(info.substring(1).split("/"));
  }

  private Optional<JsonNode> found(List<String> path) {
    String first = path.get(0);
    return switch (path.size()) {
      case 1 ->
          switch (first) {
            case "state" -> Optional.of(data.state());
            case "messages" -> Optional.of(data.messages());
            case "batches" -> Optional.of(data.batches());
            case "duties" -> Optional.of(data.duties());
            case "faults" -> Optional.of(data.faults());
            default -> Optional.empty();
          };
      case 2 ->
          first.equals("messages") ? data.message(Long.parseLong(path.get(1))) : Optional.empty();
      case 3 -> ofOne(first, path.get(1), path.get(2));
      default -> Optional.empty();
    };
  }

  private Optional<JsonNode> ofOne(String kind, String which, String what) {
    return switch (kind + "/" + what) {
      case "messages/diagnosis" -> data.diagnosis(Long.parseLong(which));
      case "messages/body" -> data.body(Long.parseLong(which));
      default ->
          kind.equals("batches")
              ? data.batch(NodeId.parse(which), MessageId.parse(what))
              : Optional.empty();
    };
  }

  private static void answer(HttpServletResponse response, Optional<JsonNode> json)
      throws IOException {
    if (json.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("application/json");
    response.getOutputStream().write(StrictJson.write(json.get()));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      JsonNode wish = StrictJson.read(request.getInputStream().readNBytes(MOST));
      switch (path(request).get(0)) {
        case "faults" -> {
          faults.switchOn(wish);
          answer(response, Optional.of(data.faults()));
        }
        case "nodes" -> zip(response, NodeId.parse(wish.path("node").asText()));
        default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
      }
    } catch (IllegalArgumentException e) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      response.setContentType("text/plain;charset=utf-8");
      response
          .getOutputStream()
          .write(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (path(request).equals(List.of("faults"))) {
      faults.clear();
      answer(response, Optional.of(data.faults()));
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** The folder of a node in one file, as {@code cdx} and {@code NodeFolder} open it. */
  private void zip(HttpServletResponse response, NodeId node) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : nodes.apply(node).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    response.setContentType("application/zip");
    response.getOutputStream().write(bytes.toByteArray());
  }
}
