package io.github.citydc.validation.internal;

import jakarta.validation.Configuration;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Jakarta Validation provider on the class path, started when it is first needed. */
final class Provider {

  private @Nullable Validator validator;

  /** The rules of a class whose annotations are not read here. */
  ProviderRules allRulesOf(Class<?> type) {
    return new ProviderRules(validator(type.getName() + " is not a record"), key -> true);
  }

  /** The constraints of a class that are unknown here. */
  ProviderRules rulesOf(Class<?> type, Set<Place> unknown) {
    String names =
        unknown.stream()
            .map(key -> "@" + key.type().getName())
            .distinct()
            .collect(Collectors.joining(", "));
    return new ProviderRules(
        validator(names + " on " + type.getName() + " is not known here"), unknown::contains);
  }

  private synchronized Validator validator(String reason) {
    if (validator == null) {
      validator = start(reason);
    }
    return validator;
  }

  private static Validator start(String reason) {
    try {
      Configuration<?> configuration = Validation.byDefaultProvider().configure();
      return configuration
          .messageInterpolator(new BothLanguages.Interpolator(interpolator(configuration)))
          .buildValidatorFactory()
          .getValidator();
    } catch (NoProviderFoundException e) {
      throw new IllegalArgumentException(
          reason + ", and there is no Jakarta Validation provider on the class path to ask", e);
    }
  }

  /** Hibernate Validator's own one for those who have no expression language. */
  private static MessageInterpolator interpolator(Configuration<?> configuration) {
    return HibernateValidator.IS_PRESENT && HibernateInterpolator.isFor(configuration)
        ? HibernateInterpolator.withoutExpressions()
        : configuration.getDefaultMessageInterpolator();
  }
}
