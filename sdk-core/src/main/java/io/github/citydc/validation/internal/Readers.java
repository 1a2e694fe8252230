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
      return generated(lookup, lookup.unreflect(accessor), type);
    } catch (IllegalAccessException e) {
      return called(accessor);
    }
  }

  /** As fast as a lambda: possible if the record's module opens the package to this one. */
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
  private static Function<Object, @Nullable Object> called(Method accessor) {
    MethodHandle handle;
    try {
      handle = MethodHandles.publicLookup().unreflect(accessor).asType(READER);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          "The package of " + accessor.getDeclaringClass().getName() + " is not open", e);
    }
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
