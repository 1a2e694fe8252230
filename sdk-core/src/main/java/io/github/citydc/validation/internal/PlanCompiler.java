package io.github.citydc.validation.internal;

import io.github.citydc.validation.ValidCode;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.internal.Plan.Member;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plan of the annotations of a class, in the way Jakarta Validation reads them: on the
 * components of a record, on the elements of containers, on getters, and on the class and what it
 * inherits from.
 */
final class PlanCompiler {

  private final Rules rules;
  private final Plans plans;
  private final Provider provider = new Provider();

  PlanCompiler(Rules rules, Plans plans) {
    this.rules = rules;
    this.plans = plans;
  }

  Plan compile(Class<?> type) {
    if (!type.isRecord()) {
      return new Plan(Map.of(), List.of(), List.of(), provider.allRulesOf(type));
    }
    Compilation compilation = new Compilation(type);
    Map<String, Subject> subjects = new HashMap<>();
    List<Member> members = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      subjects.put(component.getName(), Subject.of(component));
      compilation.ofComponent(component).ifPresent(members::add);
    }
    for (Method getter : ClassHierarchy.getters(type)) {
      compilation.ofGetter(getter).ifPresent(members::add);
    }
    List<Rule> ofClass = compilation.ofClass();
    return new Plan(subjects, members, ofClass, compilation.others());
  }

  /** What is known and what is not known about one class. */
  private final class Compilation {

    private final Class<?> type;
    private final Set<Place> unknown = new HashSet<>();
    private String member = "";

    Compilation(Class<?> type) {
      this.type = type;
    }

    Optional<Member> ofComponent(RecordComponent component) {
      Annotation[] annotations = ClassHierarchy.fieldOf(component).getAnnotations();
      return ofMember(
          Subject.of(component),
          component.getAccessor(),
          annotations,
          component.getAnnotatedType());
    }

    Optional<Member> ofGetter(Method getter) {
      return ofMember(
          Subject.of(ClassHierarchy.propertyOf(getter)),
          getter,
          getter.getAnnotations(),
          getter.getAnnotatedReturnType());
    }

    private Optional<Member> ofMember(
        Subject subject, Method accessor, Annotation[] annotations, AnnotatedType annotatedType) {
      member = subject.name();
      Demands demands = demands(annotations, annotatedType);
      member = "";
      return demands.areNone()
          ? Optional.empty()
          : Optional.of(new Member(subject, Readers.of(type, accessor), demands));
    }

    List<Rule> ofClass() {
      return rules(ClassHierarchy.annotations(type), type);
    }

    @Nullable ProviderRules others() {
      return unknown.isEmpty() ? null : provider.rulesOf(type, unknown);
    }

    private Demands demands(Annotation[] annotations, AnnotatedType annotatedType) {
      Class<?> rawType = rawType(annotatedType.getType());
      boolean isNested = List.of(annotations).stream().anyMatch(Valid.class::isInstance);
      List<Rule> found = rules(List.of(annotations), rawType);
      if (rawType == String.class && !isCode(annotations)) {
        found.add(rules.ofText());
      }
      return new Demands(found, elements(annotatedType, rawType), isNested ? plans : null);
    }

    /** A member whose codes have no unusual characters anyway. */
    private boolean isCode(Annotation[] annotations) {
      return List.of(annotations).stream()
          .anyMatch(
              annotation ->
                  annotation instanceof ValidCodeOf
                      || annotation instanceof ValidDivisionCode
                      || annotation instanceof ValidCode
                      || annotation.annotationType().isAnnotationPresent(ValidCode.class));
    }

    private Demands.@Nullable Elements elements(AnnotatedType annotatedType, Class<?> rawType) {
      if (!(annotatedType instanceof AnnotatedParameterizedType container)) {
        return null;
      }
      List<AnnotatedType> arguments = List.of(container.getAnnotatedActualTypeArguments());
      List<Demands> demands =
          arguments.stream().map(argument -> demands(argument.getAnnotations(), argument)).toList();
      return demands.stream().allMatch(Demands::areNone)
          ? null
          : elements(rawType, arguments, demands);
    }

    private Demands.@Nullable Elements elements(
        Class<?> rawType, List<AnnotatedType> arguments, List<Demands> demands) {
      if (rawType == Optional.class) {
        return Demands.Elements.ofOptional(demands.get(0));
      }
      if (Iterable.class.isAssignableFrom(rawType) && demands.size() == 1) {
        return Demands.Elements.ofIterable(demands.get(0));
      }
      if (Map.class.isAssignableFrom(rawType) && demands.size() == 2) {
        return Demands.Elements.ofMap(demands.get(0), demands.get(1));
      }
      for (int i = 0; i < demands.size(); i++) {
        leaveToProvider(demands.get(i), arguments.get(i));
      }
      return null;
    }

    private void leaveToProvider(Demands demands, AnnotatedType element) {
      if (!demands.areNone()) {
        for (Annotation annotation : element.getAnnotations()) {
          Constraints.in(annotation).forEach(this::leaveToProvider);
        }
      }
    }

    private void leaveToProvider(Annotation constraint) {
      unknown.add(new Place(member, constraint.annotationType()));
    }

    private List<Rule> rules(List<Annotation> annotations, Class<?> target) {
      List<Rule> found = new ArrayList<>();
      for (Annotation annotation : annotations) {
        Constraints.in(annotation).forEach(constraint -> collect(constraint, target, found));
      }
      return found;
    }

    private void collect(Annotation constraint, Class<?> target, List<Rule> found) {
      Optional<Rule> rule = rules.find(constraint, target);
      if (rule.isPresent()) {
        found.add(rule.get());
      } else if (Constraints.isMadeOfOthers(constraint)) {
        Constraints.composing(constraint).forEach(part -> collect(part, target, found));
      } else {
        leaveToProvider(constraint);
      }
    }
  }

  private static Class<?> rawType(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      return rawType(parameterized.getRawType());
    }
    return type instanceof Class<?> plain
        ? MethodType.methodType(plain).wrap().returnType()
        : Object.class;
  }
}
