package io.github.citydc.spring;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** The health of the node as Spring Boot 3.5 shows it. */
record Boot3Health(CityHealth city) implements HealthIndicator {

  @Override
  public Health health() {
    return (city.isWell() ? Health.up() : Health.down()).withDetails(city.details()).build();
  }
}
