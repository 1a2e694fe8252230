package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeReceiverBuilder;
import org.springframework.core.env.Environment;

/**
 * The path below which the node answers, as others see it: with the context path of the server, if
 * it has one.
 *
 * @param path begins with a slash and does not end with one
 */
record BasePath(String path) {

  private static final String PROPERTY = "citydc.base-path";
  private static final String CONTEXT_PATH = "server.servlet.context-path";

  static BasePath of(CityProperties properties) {
    return new BasePath(properties.basePath());
  }

  void applyTo(ExchangeReceiverBuilder receiver) {
    try {
      receiver.basePath(path);
    } catch (IllegalArgumentException e) {
      throw CityPropertyException.of(
          PROPERTY,
          "is no path: " + path,
          "Set it to the path of this node in the directory of the city, such as /cdx/v1",
          e);
    }
  }

  /** What the servlet is mapped to, which begins behind the context path. */
  String mapping(Environment environment) {
    String context = environment.getProperty(CONTEXT_PATH, "").replaceFirst("/$", "");
    if (!path.startsWith(context + "/")) {
      throw CityPropertyException.of(
          PROPERTY,
          "is " + path + ", outside of " + CONTEXT_PATH + "=" + context,
          "Set it to a path below that one, as the directory of the city has it, such as "
              + context
              + "/cdx/v1");
    }
    return path.substring(context.length()) + "/*";
  }
}
