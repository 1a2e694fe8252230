package io.github.citydc.model;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record class that keeps unknown members: its components are the known members of a JSON object,
 * by their names, and one component of type {@link Extensions} takes the others.
 */
final class RecordShape {

  private final List<Component> components;
  private final Map<String, Component> byName;
  private final Component extensions;
  private final Constructor<?> constructor;

  private RecordShape(
      List<Component> components, Component extensions, Constructor<?> constructor) {
    this.components = components.stream().filter(component -> component != extensions).toList();
    this.byName = new HashMap<>();
    this.components.forEach(component -> byName.put(component.name, component));
    this.extensions = extensions;
    this.constructor = constructor;
  }

  /** Looks at a class; empty if it is no record, or keeps no unknown members. */
  static Optional<RecordShape> of(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    if (declared == null) {
      return Optional.empty();
    }
    Component[] components = new Component[declared.length];
    Optional<Component> extensions = Optional.empty();
    for (int i = 0; i < declared.length; i++) {
      Method accessor = declared[i].getAccessor();
      accessor.setAccessible(true);
      components[i] =
          new Component(declared[i].getName(), i, declared[i].getGenericType(), accessor);
      if (declared[i].getType() == Extensions.class) {
        extensions = Optional.of(components[i]);
      }
    }
    Class<?>[] types =
        Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return extensions.map(
        kept -> new RecordShape(List.of(components), kept, canonicalConstructor(type, types)));
  }

  private static Constructor<?> canonicalConstructor(Class<?> type, Class<?>[] types) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Every record has a canonical constructor", e);
    }
  }

  /** The known members, in the order they are written. */
  List<Component> components() {
    return components;
  }

  /** Where it stands among the {@link #components}. */
  int placeOf(Component component) {
    return component.index < extensions.index ? component.index : component.index - 1;
  }

  Optional<Component> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Extensions extensions(Object record) {
    return Extensions.orNone((Extensions) extensions.read(record));
  }

  /** As many as the constructor takes, none of them set. */
  @Nullable Object[] newArguments() {
    return new Object[constructor.getParameterCount()];
  }

  Object newRecord(@Nullable Object[] arguments, Extensions unknown) {
    arguments[extensions.index] = unknown;
    return call(() -> constructor.newInstance(arguments));
  }

  private static <T> T call(Reflection<T> reflection) {
    try {
      return reflection.call();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @FunctionalInterface
  private interface Reflection<T> {

    T call() throws ReflectiveOperationException;
  }

  /** A known member. */
  static final class Component {

    private final String name;
    private final int index;
    private final Type type;
    private final Method accessor;

    private Component(String name, int index, Type type, Method accessor) {
      this.name = name;
      this.index = index;
      this.type = type;
      this.accessor = accessor;
    }

    String name() {
      return name;
    }

    /** Its place among the arguments of the constructor. */
    int index() {
      return index;
    }

    JavaType type(TypeFactory types) {
      return types.constructType(type);
    }

    @Nullable Object read(Object record) {
      return call(() -> accessor.invoke(record));
    }
  }
}
