package io.github.citydc.validation.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where Jakarta Validation looks for the constraints of a record. */
final class ClassHierarchy {

  private ClassHierarchy() {}

  /** The annotations of a record class and of all interfaces it has. */
  static List<Annotation> annotations(Class<?> type) {
    return withInterfaces(type).stream()
        .flatMap(each -> Arrays.stream(each.getDeclaredAnnotations()))
        .toList();
  }

  /** The field behind a component: it carries the annotations that stand on the component. */
  static Field fieldOf(RecordComponent component) {
    try {
      return component.getDeclaringRecord().getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("A record has a field for each component", e);
    }
  }

  /** The methods that Jakarta Validation takes for properties, as {@code isConsistent()}. */
  static List<Method> getters(Class<?> type) {
    return withInterfaces(type).stream()
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .filter(ClassHierarchy::isGetter)
        .toList();
  }

  private static boolean isGetter(Method method) {
    if (method.getParameterCount() > 0
        || method.isSynthetic()
        || Modifier.isStatic(method.getModifiers())) {
      return false;
    }
    String name = method.getName();
    return method.getReturnType() == boolean.class
        ? prefix(name) > 0
        : name.startsWith("get") && name.length() > 3 && method.getReturnType() != void.class;
  }

  private static int prefix(String name) {
    for (String prefix : List.of("get", "is", "has")) {
      if (name.startsWith(prefix) && name.length() > prefix.length()) {
        return prefix.length();
      }
    }
    return 0;
  }

  /** The property of a getter; a name in capitals, as URL, stays in capitals. */
  static String propertyOf(Method getter) {
    String name = getter.getName().substring(prefix(getter.getName()));
    boolean inCapitals =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isUpperCase(name.charAt(1));
    return inCapitals ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static Set<Class<?>> withInterfaces(Class<?> type) {
    Set<Class<?>> all = new LinkedHashSet<>();
    addWithInterfaces(type, all);
    return all;
  }

  private static void addWithInterfaces(Class<?> type, Set<Class<?>> all) {
    if (all.add(type)) {
      for (Class<?> parent : type.getInterfaces()) {
        addWithInterfaces(parent, all);
      }
    }
  }
}
