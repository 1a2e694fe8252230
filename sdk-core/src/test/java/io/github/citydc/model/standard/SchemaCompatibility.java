package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Says what a change of a schema breaks. Within a major version optional members may be added, and
 * titles and descriptions change; everything else shuts out a node of the other version.
 */
final class SchemaCompatibility {

  private static final Set<String> WORDS =
      Set.of(
          "title",
          "description",
          "x-code-set",
          "x-identifier",
          "x-order",
          "x-part",
          "x-time",
          "x-digits",
          "x-presence",
          "x-no-jurisdiction");

  private final List<String> breaks = new ArrayList<>();

  private SchemaCompatibility() {}

  /** What is broken, in words; empty if the change is one of a minor version. */
  static List<String> breaks(JsonNode before, JsonNode after) {
    SchemaCompatibility comparison = new SchemaCompatibility();
    comparison.compare("", before, after);
    return comparison.breaks;
  }

  private void compare(String place, JsonNode before, JsonNode after) {
    Set<String> keywords = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(keywords::add);
    after.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(WORDS);
    for (String keyword : keywords) {
      switch (keyword) {
        case "properties", "$defs" ->
            compareMembers(place, before.path(keyword), after.path(keyword));
        case "oneOf" -> compareCodes(place, before.path(keyword), after.path(keyword));
        case "items" -> compare(place + "/*", before.path(keyword), after.path(keyword));
        default -> {
          if (!before.path(keyword).equals(after.path(keyword))) {
            breaks.add(
                place
                    + ": "
                    + keyword
                    + " was "
                    + text(before, keyword)
                    + ", is "
                    + text(after, keyword));
          }
        }
      }
    }
  }

  private void compareMembers(String place, JsonNode before, JsonNode after) {
    before
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (after.has(name)) {
                compare(place + "/" + name, before.get(name), after.get(name));
              } else {
                breaks.add(place + "/" + name + ": was taken away");
              }
            });
  }

  /** Codes are compared without their names. */
  private void compareCodes(String place, JsonNode before, JsonNode after) {
    List<String> was = before.findValuesAsText("const");
    List<String> is = after.findValuesAsText("const");
    if (!was.equals(is)) {
      breaks.add(place + ": codes were " + was + ", are " + is);
    }
  }

  private static String text(JsonNode schema, String keyword) {
    return schema.has(keyword) ? schema.get(keyword).toString() : "absent";
  }
}
