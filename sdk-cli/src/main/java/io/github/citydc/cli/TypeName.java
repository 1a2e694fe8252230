package io.github.citydc.cli;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.PayloadTypes;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Payload types as they are named on the command line: the major may be left out. */
final class TypeName {

  private TypeName() {}

  /**
   * The record of a type.
   *
   * @param name for example {@code population.person} or {@code population.person/1} or the class
   *     name of an own record on the class path
   * @throws IllegalArgumentException if there is no such type; the message names those there are
   */
  static Class<? extends Payload> record(String name) {
    PayloadTypes types = PayloadTypes.standard();
    return types.types().stream()
        .filter(type -> name.equals(type.toString()) || name.equals(withoutMajor(type)))
        .max(Comparator.comparingInt(PayloadType::major))
        .flatMap(types::find)
        .or(() -> own(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no payload type "
                        + name
                        + "; there are "
                        + types.types().stream()
                            .map(PayloadType::toString)
                            .collect(Collectors.joining(", "))
                        + ". An own type is named by its class, whose jar is in CDX_CLASSPATH"));
  }

  /** A class that the launcher was told of by CDX_CLASSPATH. */
  private static Optional<Class<? extends Payload>> own(String name) {
    try {
      Class<?> found = Class.forName(name, false, TypeName.class.getClassLoader());
      return found.isRecord() && Payload.class.isAssignableFrom(found)
          ? Optional.of(found.asSubclass(Payload.class))
          : Optional.empty();
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static String withoutMajor(PayloadType type) {
    return type.domain() + "." + type.name();
  }
}
