package io.github.citydc.naming.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.CreditCode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.domain.GovDomain;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Plans as JSON. */
final class PlanJson {

  private static final String VERSION = "1.0";
  private static final Set<String> MEMBERS =
      Set.of(
          "plan",
          "city",
          "nodeLabel",
          "communityPrefix",
          "basePath",
          "domains",
          "labels",
          "organizations",
          "exceptions");

  private PlanJson() {}

  static PlanData read(String json) {
    JsonNode root = tree(json);
    String version = root.path("plan").asText();
    if (!version.startsWith("1.")) {
      throw new IllegalArgumentException("A naming plan says \"plan\": \"1.0\"");
    }
    Set<String> unknown =
        root.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !MEMBERS.contains(name))
            .collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("A naming plan has no member " + unknown);
    }
    NamingPlanBuilder builder =
        new NamingPlanBuilder(DivisionCode.parse(root.path("city").asText()));
    text(root, "nodeLabel", builder::nodeLabel);
    text(root, "communityPrefix", builder::communityPrefix);
    text(root, "basePath", builder::basePath);
    each(root, "domains", (code, name) -> builder.domain(DivisionCode.parse(code), name));
    each(root, "labels", (code, label) -> builder.label(DivisionCode.parse(code), label));
    each(
        root,
        "organizations",
        (label, code) -> builder.organization(label, CreditCode.parse(code)));
    each(
        root,
        "exceptions",
        (node, host) -> builder.exception(NodeId.parse(node), GovDomain.parse(host)));
    PlanData data = builder.data();
    if (!data.domains().containsKey(data.city())) {
      throw new IllegalArgumentException("A naming plan has a domain for the city itself");
    }
    return data;
  }

  private static JsonNode tree(String json) {
    try {
      return StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The naming plan: " + e.getMessage(), e);
    }
  }

  private static void text(
      JsonNode root, String member, java.util.function.Consumer<String> consumer) {
    if (root.has(member)) {
      consumer.accept(root.path(member).asText());
    }
  }

  private static void each(JsonNode root, String member, BiConsumer<String, String> consumer) {
    root.path(member)
        .properties()
        .forEach(entry -> consumer.accept(entry.getKey(), entry.getValue().asText()));
  }

  static String write(PlanData data) {
    ObjectNode root = StrictJson.newObject();
    root.put("plan", VERSION);
    root.put("city", data.city().value());
    root.put("nodeLabel", data.nodeLabel());
    root.put("communityPrefix", data.communityPrefix());
    root.put("basePath", data.basePath());
    ObjectNode domains = root.putObject("domains");
    data.domains().forEach((division, name) -> domains.put(division.value(), name));
    ObjectNode labels = root.putObject("labels");
    data.labels().forEach((division, label) -> labels.put(division.value(), label));
    ObjectNode organizations = root.putObject("organizations");
    data.organizations().forEach((label, code) -> organizations.put(label, code.value()));
    ObjectNode exceptions = root.putObject("exceptions");
    data.exceptions().forEach((node, host) -> exceptions.put(node.toString(), host.ascii()));
    return root.toPrettyString() + "\n";
  }
}
