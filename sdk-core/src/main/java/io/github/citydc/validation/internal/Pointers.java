package io.github.citydc.validation.internal;

import jakarta.validation.Path;
import org.jspecify.annotations.Nullable;

/** Places in a payload as JSON Pointers (RFC 6901). */
final class Pointers {

  /** Stands for the key of a map: its sender has chosen it, so it may be personal data. */
  static final String KEY = "*";

  private Pointers() {}

  static String escape(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  /** The pointer to where a provider found something. */
  static String of(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : path) {
      if (node.isInIterable()) {
        append(pointer, node.getIndex() == null && node.getKey() != null ? KEY : node.getIndex());
      }
      boolean isMember = node.getName() != null && !node.getName().startsWith("<");
      append(pointer, isMember ? node.getName() : null);
    }
    return pointer.toString();
  }

  private static void append(StringBuilder pointer, @Nullable Object step) {
    if (step != null) {
      pointer.append('/').append(escape(step.toString()));
    }
  }
}
