package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The faults of a node as its console shows and switches them. Implementations are thread-safe. */
public interface FaultPanel {

  /**
   * The faults that can be switched on.
   *
   * @return the names of the faults, in the order in which they are shown
   */
  List<String> kinds();

  /**
   * The faults that are on.
   *
   * @return each with {@code id}, {@code kind} and what limits it
   */
  List<ObjectNode> active();

  /**
   * Switches a fault on.
   *
   * @param wish with {@code kind}, and optionally {@code times}, {@code sender}, {@code type},
   *     {@code problem}, {@code seconds}
   * @throws IllegalArgumentException if it cannot be read; the message says why
   */
  void switchOn(JsonNode wish);

  /** Switches all faults off. */
  void clear();
}
