package io.github.citydc.spring;

import java.util.Optional;

/**
 * Thrown at start-up when a property is missing or wrong. Its message names the property and says
 * what to do.
 */
final class CityPropertyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String property;
  private final String problem;
  private final String action;

  private CityPropertyException(
      String property, String problem, String action, Optional<Throwable> cause) {
    super(property + ": " + problem + ". " + action, cause.orElse(null));
    this.property = property;
    this.problem = problem;
    this.action = action;
  }

  /** A problem with a property, and what to do about it. */
  static CityPropertyException of(String property, String problem, String action) {
    return new CityPropertyException(property, problem, action, Optional.empty());
  }

  /** The same with what was thrown. */
  static CityPropertyException of(String property, String problem, String action, Throwable cause) {
    return new CityPropertyException(property, problem, action, Optional.of(cause));
  }

  String property() {
    return property;
  }

  String problem() {
    return problem;
  }

  String action() {
    return action;
  }
}
