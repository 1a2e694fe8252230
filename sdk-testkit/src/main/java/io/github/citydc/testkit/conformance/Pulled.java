package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.internal.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes of a type that a node offers, from a moment on. */
final class Pulled {

  private final Examiner node;
  private final String type;
  private Optional<String> cursor = Optional.empty();
  private final boolean possible;

  private Pulled(Examiner node, String type) {
    this.node = node;
    this.type = type;
    Reply first = node.get(query(Optional.empty(), 10_000));
    this.possible = first.status() == 200;
    if (possible) {
      read(first);
      since();
    } else {
      node.leaveOut("whether a record is stored once: the node offers no records of " + type);
    }
  }

  /** Remembers where the changes end now. */
  static Pulled mark(Examiner node, String type) {
    return new Pulled(node, type);
  }

  boolean isPossible() {
    return possible;
  }

  private String query(Optional<String> from, int limit) {
    return "/records?type="
        + encoded(type)
        + "&limit="
        + limit
        + from.map(text -> "&cursor=" + encoded(text)).orElse("");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Everything since the last call, or the mark. */
  List<JsonNode> since() {
    return lines().stream().map(line -> StrictJson.read(Messages.utf8(line))).toList();
  }

  /** The same as text, one line for each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    boolean more = possible;
    while (more) {
      Reply page = node.get(query(cursor, 10_000)).status(200);
      lines.addAll(read(page));
      more = last(page).path("more").asBoolean();
    }
    return lines;
  }

  private List<String> read(Reply page) {
    cursor = Optional.of(last(page).path("next").asText());
    List<String> lines = split(page);
    return lines.subList(0, lines.size() - 1);
  }

  static List<String> split(Reply page) {
    String text = new String(page.body(), StandardCharsets.UTF_8);
    return List.of(text.strip().split("\n"));
  }

  static JsonNode last(Reply page) {
    List<String> lines = split(page);
    JsonNode last;
    try {
      last = StrictJson.read(Messages.utf8(lines.get(lines.size() - 1)));
    } catch (IllegalArgumentException e) {
      throw page.failed("the last line of a page is no JSON");
    }
    if (!last.path("next").isTextual() || !last.path("more").isBoolean()) {
      throw page.failed("a page has no last line that says where to go on");
    }
    return last;
  }
}
