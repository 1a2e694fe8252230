package io.github.citydc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members that a newer minor version, or a vendor, has added to a record. */
public final class Extensions {

  private Extensions() {}

  /**
   * Copies extensions, in their order.
   *
   * @param members the members, null if there are none
   * @return an immutable copy
   */
  public static Map<String, JsonNode> copy(@Nullable Map<String, JsonNode> members) {
    return members == null || members.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }
}
