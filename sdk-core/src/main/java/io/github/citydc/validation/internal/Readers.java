package io.github.citydc.validation.internal;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads members of records without reflection per record. */
final class Readers {

  private static final MethodType READER = MethodType.methodType(Object.class, Object.class);

  private Readers() {}

  /**
   * A reader of one member.
   *
   * @param type the record class
   * @param accessor a method without parameters of that class or of an interface it has
   * @return calls the method
   * @throws IllegalArgumentException if the record is not accessible
   */
  static Function<Object, @Nullable Object> of(Class<?> type, Method accessor) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle handle = lookup.unreflect(accessor);
      return lookup.hasFullPrivilegeAccess() ? generated(lookup, handle, type) : called(handle);
    } catch (IllegalAccessException e) {
      return called(publicly(accessor));
    }
  }

  /** As fast as a lambda: possible if the record is in the same module, unnamed or not. */
  @SuppressWarnings("unchecked")
  private static Function<Object, @Nullable Object> generated(
      MethodHandles.Lookup lookup, MethodHandle accessor, Class<?> type) {
    MethodType signature =
        MethodType.methodType(
            MethodType.methodType(accessor.type().returnType()).wrap().returnType(), type);
    try {
      return (Function<Object, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(Function.class),
                  READER,
                  accessor,
                  signature)
              .getTarget()
              .invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("No reader of " + type.getName() + " can be made", e);
    }
  }

  /** For a public record of a package that is exported, but not open. */
  private static MethodHandle publicly(Method accessor) {
    try {
      return MethodHandles.publicLookup().unreflect(accessor);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          "The package of " + accessor.getDeclaringClass().getName() + " is not open", e);
    }
  }

  /**
   * For a record of another module, which the unnamed module of another class loader is, too: that
   * of a web application, of a development tool that reloads classes, of a source file that {@code
   * java} runs.
   */
  private static Function<Object, @Nullable Object> called(MethodHandle accessor) {
    MethodHandle handle = accessor.asType(READER);
    return record -> {
      try {
        return handle.invokeExact(record);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("An accessor of a record threw a checked exception", e);
      }
    };
  }
}
