package io.github.citydc.code;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers {@link Identifier#parts()} in order. */
final class Parts {

  private final Map<String, String> parts = new LinkedHashMap<>();

  Parts with(String name, Object part) {
    parts.put(name, part.toString());
    return this;
  }

  Parts with(String name, Optional<?> part) {
    part.ifPresent(present -> with(name, present));
    return this;
  }

  Map<String, String> toMap() {
    return Collections.unmodifiableMap(parts);
  }
}
