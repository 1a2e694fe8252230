package io.github.citydc.validation.internal;

import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.internal.Plan.Demands;
import io.github.citydc.validation.internal.Plan.Member;
import jakarta.validation.Constraint;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the constraint annotations of record classes, each class once, and runs what came of it.
 * Thread-safe.
 */
public final class Plans {

  private static final MethodType READER = MethodType.methodType(Object.class, Object.class);

  private final Map<Class<?>, Plan> plans = new ConcurrentHashMap<>();
  private final Rules rules;

  /**
   * Compiles with these rules.
   *
   * @param rules what the annotations mean
   */
  public Plans(Rules rules) {
    this.rules = rules;
  }

  /**
   * Validates a record.
   *
   * @param record any record
   * @return what is wrong with it
   */
  public ValidationReport validate(Object record) {
    Collector collector = new Collector();
    plan(record.getClass()).check(record, collector);
    return collector.report();
  }

  private Plan plan(Class<?> type) {
    Plan plan = plans.get(type);
    return plan == null ? plans.computeIfAbsent(type, this::compile) : plan;
  }

  private Plan compile(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("Only records can be validated, not " + type.getName());
    }
    List<Member> members = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Demands demands = demands(type, component);
      if (!demands.areNone()) {
        members.add(new Member(component.getName(), reader(component), demands));
      }
    }
    return new Plan(members, rules(type.getAnnotations(), type));
  }

  private Demands demands(Class<?> type, RecordComponent component) {
    try {
      Annotation[] annotations = type.getDeclaredField(component.getName()).getAnnotations();
      return demands(annotations, component.getAnnotatedType());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("A record has a field for each component", e);
    }
  }

  private Demands demands(Annotation[] annotations, AnnotatedType type) {
    Class<?> rawType = rawType(type.getType());
    return new Demands(rules(annotations, rawType), ofElements(type), nested(annotations, rawType));
  }

  private @Nullable Demands ofElements(AnnotatedType type) {
    if (!(type instanceof AnnotatedParameterizedType container)) {
      return null;
    }
    AnnotatedType[] arguments = container.getAnnotatedActualTypeArguments();
    AnnotatedType element = arguments[arguments.length - 1];
    Demands demands = demands(element.getAnnotations(), element);
    return demands.areNone() ? null : demands;
  }

  private @Nullable Supplier<Plan> nested(Annotation[] annotations, Class<?> type) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof Valid) {
        return () -> plan(type);
      }
    }
    return null;
  }

  private List<Rule> rules(Annotation[] annotations, Class<?> type) {
    List<Rule> found = new ArrayList<>();
    for (Annotation annotation : annotations) {
      if (annotation.annotationType().isAnnotationPresent(Constraint.class)) {
        found.add(rules.of(annotation, type));
      }
    }
    return found;
  }

  private static Class<?> rawType(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      return rawType(parameterized.getRawType());
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  private static Function<Object, @Nullable Object> reader(RecordComponent component) {
    MethodHandle accessor;
    try {
      component.getAccessor().setAccessible(true);
      accessor = MethodHandles.lookup().unreflect(component.getAccessor()).asType(READER);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("The record of " + component + " is not accessible", e);
    }
    return record -> {
      try {
        return accessor.invokeExact(record);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("An accessor of a record threw a checked exception", e);
      }
    };
  }
}
