package io.github.citydc.spring;

import io.github.citydc.naming.node.NodeId;

/** Node ids in properties. */
final class NodeIds {

  private NodeIds() {}

  static NodeId parse(String property, String value) {
    try {
      return NodeId.parse(value);
    } catch (IllegalArgumentException e) {
      throw CityPropertyException.of(
          property,
          "is no node id: " + e.getMessage(),
          "A node id is division:organization:system, such as 440106:11440106007482911C:grid",
          e);
    }
  }
}
