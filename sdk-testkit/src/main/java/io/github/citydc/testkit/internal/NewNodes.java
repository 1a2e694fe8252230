package io.github.citydc.testkit.internal;

import io.github.citydc.naming.node.NodeId;
import java.util.Map;

/** Makes the keys of another node of the city. */
@FunctionalInterface
public interface NewNodes {

  /**
   * Enrols a node.
   *
   * @param node the new node, or one that gets a further key
   * @return the files of its folder: name and PEM text
   */
  Map<String, String> enrol(NodeId node);
}
