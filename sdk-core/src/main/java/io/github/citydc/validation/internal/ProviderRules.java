package io.github.citydc.validation.internal;

import io.github.citydc.code.Severity;
import io.github.citydc.validation.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.annotation.Annotation;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Constraints of a class that are left to a Jakarta Validation provider, as nothing is known about
 * them here.
 */
final class ProviderRules {

  private static final String STANDARD = "Jakarta Validation";

  private final Validator validator;
  private final Predicate<Place> isLeft;

  /**
   * Asks a provider.
   *
   * @param validator the provider's
   * @param isLeft tells the constraints that are left to it
   */
  ProviderRules(Validator validator, Predicate<Place> isLeft) {
    this.validator = validator;
    this.isLeft = isLeft;
  }

  void check(Object bean, Collector collector) {
    for (ConstraintViolation<Object> violation : validator.validate(bean)) {
      // What the provider finds in nested records is found by their own plans.
      if (violation.getLeafBean() == bean && isLeft(violation)) {
        collector.add(translate(violation));
      }
    }
  }

  private boolean isLeft(ConstraintViolation<Object> violation) {
    Class<? extends Annotation> type = type(violation);
    Path.Node first = violation.getPropertyPath().iterator().next();
    String member = first.getName() == null ? "" : first.getName();
    return isLeft.test(new Place(member, type)) || isLeft.test(new Place("", type));
  }

  private static Class<? extends Annotation> type(ConstraintViolation<Object> violation) {
    return violation.getConstraintDescriptor().getAnnotation().annotationType();
  }

  private static Violation translate(ConstraintViolation<Object> violation) {
    BothLanguages message = BothLanguages.of(violation.getMessage());
    return new Violation(
        Pointers.of(violation.getPropertyPath()),
        "constraint." + kebab(type(violation).getSimpleName()),
        Severity.ERROR,
        STANDARD,
        message.english(),
        message.chinese());
  }

  /** EvenNumber becomes even-number. */
  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
