package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.model.PayloadType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes {@code docs/standard/types.md}: the members of every type, from the schemas. */
final class TypesPage {

  private static final String HEAD =
      """
      # Payload types of version 1 · 第一版业务数据类型

      Made of the records by `SchemaTest`; do not edit. A member in **bold** is required. Members that are records of their own are
      at the end. 由代码生成，请勿手工修改。**粗体**数据项为必填；结构化数据项见文末。

      """;
  private static final int MOST_CODES = 12;

  private final StringBuilder page = new StringBuilder(HEAD);
  private final Map<String, JsonNode> parts = new TreeMap<>();

  private TypesPage() {}

  static String of(Map<PayloadType, JsonNode> schemas) {
    TypesPage page = new TypesPage();
    schemas.forEach(page::index);
    schemas.forEach(page::type);
    page.page.append("\n## Members that are records of their own · 结构化数据项\n");
    page.parts.forEach((name, part) -> page.table(name, part));
    return page.page.toString();
  }

  private void index(PayloadType type, JsonNode schema) {
    page.append("- [`").append(type).append("`](#").append(anchor(type)).append(") ");
    page.append(schema.get("title").textValue()).append('\n');
  }

  private static String anchor(PayloadType type) {
    return type.toString().replaceAll("[./]", "");
  }

  private void type(PayloadType type, JsonNode schema) {
    page.append("\n## ").append(type).append("\n\n").append(schema.get("title").textValue());
    String file = InterfaceStandard.fileName(type);
    page.append(" — [schema](schema/").append(file).append("), [example](examples/").append(file);
    page.append("), [spoiled examples](examples/spoiled/").append(file).append(")\n");
    rows(schema);
    schema.path("$defs").properties().forEach(part -> parts.put(part.getKey(), part.getValue()));
  }

  private void table(String name, JsonNode part) {
    page.append("\n### ")
        .append(name)
        .append("\n\n")
        .append(part.get("title").textValue())
        .append('\n');
    rows(part);
  }

  private void rows(JsonNode schema) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.textValue()));
    page.append("\n| member | 中文 · English | value |\n|---|---|---|\n");
    for (Map.Entry<String, JsonNode> member : schema.get("properties").properties()) {
      String name = "`" + member.getKey() + "`";
      page.append("| ").append(required.contains(member.getKey()) ? "**" + name + "**" : name);
      page.append(" | ").append(member.getValue().get("title").textValue());
      page.append(" | ").append(value(member.getValue())).append(" |\n");
    }
    rules(schema);
  }

  /** What holds between members. */
  private void rules(JsonNode schema) {
    if (schema.has("x-no-jurisdiction")) {
      page.append("\nNo jurisdiction · 不设管辖: ");
      page.append(schema.get("x-no-jurisdiction").textValue()).append(".\n");
    }
    if (schema.has("x-order") || schema.has("x-part") || schema.has("x-presence")) {
      page.append("\nMembers that agree · 成员间的约束:\n\n");
    }
    for (JsonNode order : schema.path("x-order")) {
      List<String> names = new ArrayList<>();
      order.forEach(name -> names.add("`" + name.textValue() + "`"));
      String chain = String.join(" ≤ ", names);
      page.append("- ").append(chain).append(names.size() > 1 ? "" : " in their order · 依次");
      page.append('\n');
    }
    for (JsonNode part : schema.path("x-part")) {
      page.append("- `").append(part.get("member").textValue()).append("` = `");
      page.append(part.get("of").textValue()).append("` [");
      page.append(part.get("first")).append("–").append(part.get("last")).append("]\n");
    }
    for (JsonNode presence : schema.path("x-presence")) {
      List<String> values = new ArrayList<>();
      presence.get("is").forEach(value -> values.add("`" + value.textValue() + "`"));
      page.append("- `").append(presence.get("when").textValue()).append("` = ");
      page.append(String.join(" / ", values)).append(" → `");
      page.append(presence.get("member").textValue()).append("`\n");
    }
  }

  private static String value(JsonNode schema) {
    Collection<String> words = new ArrayList<>();
    words.add(form(schema));
    if (schema.has("description")) {
      words.add(schema.get("description").textValue().replace("|", "\\|"));
    }
    if (schema.has("x-no-jurisdiction")) {
      words.add("no jurisdiction · 不计入管辖: " + schema.get("x-no-jurisdiction").textValue());
    }
    if (schema.has("x-time")) {
      words.add("not in the future · 不晚于当前");
    }
    if (schema.has("x-digits")) {
      words.add(
          "digits · 位数 "
              + schema.at("/x-digits/integer")
              + " + "
              + schema.at("/x-digits/fraction"));
    }
    String standard = schema.at("/x-identifier/standard").asText();
    if (!String.join(" ", words).contains(standard)) {
      words.add(standard);
    }
    return String.join("; ", words);
  }

  private static String code(JsonNode code) {
    return "`" + code.get("const").textValue() + "` " + code.get("title").textValue();
  }

  private static String form(JsonNode schema) {
    if (schema.has("$ref")) {
      String part = schema.get("$ref").textValue().substring("#/$defs/".length());
      return "[" + part + "](#" + part.toLowerCase(java.util.Locale.ROOT) + ")";
    }
    if (schema.has("items")) {
      return "list of " + form(schema.get("items"));
    }
    if (schema.has("oneOf") && schema.get("oneOf").size() <= MOST_CODES) {
      List<String> codes = new ArrayList<>();
      schema.get("oneOf").forEach(code -> codes.add(code(code)));
      return String.join(", ", codes);
    }
    String set =
        schema.has("x-code-set")
            ? " of the code set " + schema.at("/x-code-set/name").textValue()
            : "";
    return schema.path("format").asText(schema.path("type").textValue()) + set;
  }
}
