package io.github.citydc.naming.domain;

import io.github.citydc.code.DivisionCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the labels of a name stand for. */
record Classification(
    DomainKind kind,
    Optional<DivisionCode> division,
    Optional<String> organ,
    Map<String, String> parts) {

  Classification {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
