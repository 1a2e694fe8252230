package io.github.citydc.validation.internal;

import jakarta.validation.Configuration;
import jakarta.validation.MessageInterpolator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Messages of Hibernate Validator that need no expression language on the class path. */
final class HibernateInterpolator {

  private HibernateInterpolator() {}

  static boolean isFor(Configuration<?> configuration) {
    return configuration instanceof HibernateValidatorConfiguration;
  }

  static MessageInterpolator withoutExpressions() {
    return new ParameterMessageInterpolator();
  }
}
