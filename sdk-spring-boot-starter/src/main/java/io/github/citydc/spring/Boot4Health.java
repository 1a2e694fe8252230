package io.github.citydc.spring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The health of the node as Spring Boot 4 shows it. */
record Boot4Health(CityHealth city) implements HealthIndicator {

  @Override
  public Health health() {
    return (city.isWell() ? Health.up() : Health.down()).withDetails(city.details()).build();
  }
}
