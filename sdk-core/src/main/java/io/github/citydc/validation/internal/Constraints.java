package io.github.citydc.validation.internal;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.groups.Default;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What makes an annotation a constraint, and what constraints are made of. */
final class Constraints {

  private Constraints() {}

  /** The constraints of the default group in an annotation: itself, or those it lists. */
  static Stream<Annotation> in(Annotation annotation) {
    if (isConstraint(annotation)) {
      return Stream.of(annotation).filter(Constraints::isOfDefaultGroup);
    }
    return attribute(annotation, "value") instanceof Annotation[] listed
        ? Arrays.stream(listed).filter(Constraints::isConstraint).flatMap(Constraints::in)
        : Stream.empty();
  }

  private static boolean isConstraint(Annotation annotation) {
    return annotation.annotationType().isAnnotationPresent(Constraint.class);
  }

  private static boolean isOfDefaultGroup(Annotation constraint) {
    return attribute(constraint, "groups") instanceof Class<?>[] groups
        && (groups.length == 0 || List.of(groups).contains(Default.class));
  }

  /** Returns whether a constraint says nothing beyond what the constraints on it say. */
  static boolean isMadeOfOthers(Annotation constraint) {
    Class<? extends Annotation> type = constraint.annotationType();
    return type.getAnnotation(Constraint.class).validatedBy().length == 0
        && !type.isAnnotationPresent(ReportAsSingleViolation.class)
        && Arrays.stream(type.getAnnotations()).flatMap(Constraints::in).findAny().isPresent();
  }

  /** The constraints on a constraint, with the attributes it overrides. */
  static List<Annotation> composing(Annotation constraint) {
    return Arrays.stream(constraint.annotationType().getAnnotations())
        .flatMap(Constraints::in)
        .map(part -> overridden(part, constraint))
        .toList();
  }

  private static Annotation overridden(Annotation part, Annotation whole) {
    Map<String, Object> values = new HashMap<>();
    for (Method attribute : whole.annotationType().getDeclaredMethods()) {
      for (OverridesAttribute overrides :
          attribute.getAnnotationsByType(OverridesAttribute.class)) {
        Object value = attribute(whole, attribute.getName());
        if (overrides.constraint() == part.annotationType() && value != null) {
          String name = overrides.name().isEmpty() ? attribute.getName() : overrides.name();
          values.put(name, value);
        }
      }
    }
    return values.isEmpty() ? part : withValues(part, values);
  }

  private static Annotation withValues(Annotation annotation, Map<String, Object> values) {
    Class<? extends Annotation> type = annotation.annotationType();
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object value = values.get(method.getName());
              return value == null ? method.invoke(annotation, arguments) : value;
            }));
  }

  private static @Nullable Object attribute(Annotation annotation, String name) {
    try {
      Method method = annotation.annotationType().getDeclaredMethod(name);
      method.setAccessible(true);
      return method.invoke(annotation);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return null;
    }
  }
}
