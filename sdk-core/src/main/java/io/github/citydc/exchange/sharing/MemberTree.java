package io.github.citydc.exchange.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Members of a JSON object, by their paths. A path leads through the elements of a list; at its end
 * it means all there is. Not changed once it is made.
 */
final class MemberTree {

  private final Map<String, MemberTree> children = new TreeMap<>();
  private boolean whole;

  private MemberTree() {}

  /** The members of some paths, with dots between their names. */
  static MemberTree of(Collection<String> paths) {
    MemberTree root = new MemberTree();
    for (String path : paths) {
      MemberTree at = root;
      for (String name : path.split("\\.", -1)) {
        at = at.children.computeIfAbsent(name, key -> new MemberTree());
      }
      at.whole = true;
    }
    return root;
  }

  /** A copy with these members only. */
  ObjectNode keep(ObjectNode object) {
    ObjectNode kept = object.objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      MemberTree child = children.get(member.getKey());
      if (child != null) {
        child.of(member.getValue()).ifPresent(value -> kept.set(member.getKey(), value));
      }
    }
    return kept;
  }

  private Optional<JsonNode> of(JsonNode value) {
    if (whole) {
      return Optional.of(value);
    }
    if (value instanceof ObjectNode object) {
      return Optional.<JsonNode>of(keep(object)).filter(kept -> !kept.isEmpty());
    }
    if (value instanceof ArrayNode list) {
      ArrayNode kept = list.arrayNode();
      list.forEach(element -> of(element).ifPresent(kept::add));
      return Optional.<JsonNode>of(kept).filter(elements -> !elements.isEmpty());
    }
    return Optional.empty();
  }
}
