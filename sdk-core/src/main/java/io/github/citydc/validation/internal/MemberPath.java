package io.github.citydc.validation.internal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A path of names from a record to one of its members, or to a member of the records it contains;
 * at most one step leads through a list. Read without reflection per record. Immutable.
 */
final class MemberPath {

  private final String path;
  private final Object[] names;
  private final List<Function<Object, @Nullable Object>> readers;
  private final Class<?> type;

  /** What leads from an element of the list at the end of this path, null if there is no list. */
  private final @Nullable MemberPath ofElement;

  private MemberPath(
      String path,
      List<Subject> names,
      List<Function<Object, @Nullable Object>> readers,
      Class<?> type,
      @Nullable MemberPath ofElement) {
    this.path = path;
    this.names = names.toArray();
    this.readers = List.copyOf(readers);
    this.type = type;
    this.ofElement = ofElement;
  }

  /**
   * Follows a path in a class.
   *
   * @param record the record class
   * @param path names of components, with dots between
   * @return the path
   * @throws IllegalArgumentException if it leads nowhere
   */
  static MemberPath of(Class<?> record, String path) {
    List<Subject> names = new ArrayList<>();
    List<Function<Object, @Nullable Object>> readers = new ArrayList<>();
    Class<?> at = record;
    String rest = path;
    while (!rest.isEmpty()) {
      int dot = rest.indexOf('.');
      String name = dot < 0 ? rest : rest.substring(0, dot);
      rest = dot < 0 ? "" : rest.substring(dot + 1);
      RecordComponent component = component(at, name, record, path);
      names.add(Subject.of(component));
      readers.add(Readers.of(at, component.getAccessor()));
      at = content(component.getGenericType());
      if (component.getType() == List.class) {
        return new MemberPath(path, names, readers, at, of(at, rest));
      }
    }
    return new MemberPath(path, names, readers, at, null);
  }

  private static RecordComponent component(Class<?> at, String name, Class<?> record, String path) {
    if (at.isRecord()) {
      for (RecordComponent component : at.getRecordComponents()) {
        if (component.getName().equals(name)) {
          return component;
        }
      }
    }
    throw new IllegalArgumentException(record.getName() + " has no member " + path);
  }

  /** What an optional member or a list holds; nothing is looked for deeper than that. */
  private static Class<?> content(Type type) {
    if (type instanceof ParameterizedType container
        && (container.getRawType() == Optional.class || container.getRawType() == List.class)) {
      return container.getActualTypeArguments()[0] instanceof Class<?> plain ? plain : Object.class;
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  /** The class of what stands at its end. */
  Class<?> type() {
    return ofElement == null ? type : ofElement.type();
  }

  /** Whether it leads through a list. */
  boolean isInList() {
    return ofElement != null;
  }

  /** Whether it leads to a list as a whole, or through none. */
  boolean isWhole() {
    return ofElement == null || ofElement.names.length == 0;
  }

  /** The steps of a pointer to a member, or to a list as a whole. */
  Object[] wholeSteps() {
    return names;
  }

  /** What stands at its end. */
  Subject subject() {
    return ofElement == null ? (Subject) names[names.length - 1] : ofElement.subject();
  }

  /** As it is written in an annotation. */
  @Override
  public String toString() {
    return path;
  }

  /**
   * Visits what stands at its end.
   *
   * @param record where it begins
   * @param visitor is shown each value that is there, in order
   */
  void visit(Object record, Visitor visitor) {
    Object value = read(record);
    if (ofElement == null) {
      if (value != null) {
        visitor.visit(value, this, -1);
      }
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        Object element = list.get(i);
        Object member = element == null ? null : ofElement.read(element);
        if (member != null) {
          visitor.visit(member, this, i);
        }
      }
    }
  }

  /** The value at the end of a path without a list, null if there is none. */
  @Nullable Object read(Object record) {
    Object value = record;
    for (Function<Object, @Nullable Object> reader : readers) {
      value = reader.apply(value);
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      }
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  /**
   * The steps of a pointer.
   *
   * @param index place in the list, ignored if the path leads through none
   * @return names and the index
   */
  Object[] steps(int index) {
    if (ofElement == null) {
      return names;
    }
    List<Object> steps = new ArrayList<>(List.of(names));
    steps.add(index);
    steps.addAll(List.of(ofElement.names));
    return steps.toArray();
  }

  /** Is shown values. */
  @FunctionalInterface
  interface Visitor {

    void visit(Object value, MemberPath path, int index);
  }
}
