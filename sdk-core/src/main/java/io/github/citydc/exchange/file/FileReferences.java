package io.github.citydc.exchange.file;

import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Finds the files a payload names, in whatever component they stand. Thread-safe. */
final class FileReferences {

  private final ConcurrentMap<Class<?>, List<Method>> components = new ConcurrentHashMap<>();

  List<PartReference> of(Payload payload) {
    List<PartReference> found = new ArrayList<>();
    collect(payload, found);
    return found;
  }

  private void collect(Object value, List<PartReference> found) {
    if (value instanceof PartReference reference) {
      found.add(reference);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(content -> collect(content, found));
    } else if (value instanceof Collection<?> collection) {
      collection.forEach(element -> collect(element, found));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(element -> collect(element, found));
    } else if (value instanceof Record) {
      components
          .computeIfAbsent(value.getClass(), FileReferences::accessors)
          .forEach(
              accessor ->
                  Optional.ofNullable(read(accessor, value))
                      .ifPresent(content -> collect(content, found)));
    }
  }

  private static List<Method> accessors(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getAccessor)
        .filter(Method::trySetAccessible)
        .toList();
  }

  private static @Nullable Object read(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("A component of a record could not be read", e);
    }
  }
}
