package io.github.citydc.code;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A code of a national standard as a value type: every instance is valid. Two identifiers are equal
 * if they are of the same kind and their texts are equal.
 *
 * <p>Identifiers are immutable and safe for use by several threads. Serialized, one is its kind and
 * its text, which is checked again when it is read.
 */
public abstract class Identifier implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String value;

  Identifier(String value) {
    this.value = value;
  }

  /** Reads a text that passes its check, in the way every kind is read. */
  static <T> T parse(
      CharSequence text, Function<CharSequence, CodeCheck> check, Function<String, T> create) {
    String copy = text.toString();
    check.apply(copy).orThrow();
    return create.apply(copy);
  }

  /** Reads a text if it passes its check. */
  static <T> Optional<T> tryParse(
      CharSequence text, Function<CharSequence, CodeCheck> check, Function<String, T> create) {
    String copy = text.toString();
    return check.apply(copy).isValid() ? Optional.of(create.apply(copy)) : Optional.empty();
  }

  /**
   * The full text, also of a personal identifier.
   *
   * @return the code as the standard writes it, without blanks
   */
  public final String value() {
    return value;
  }

  /**
   * The kind of code this is.
   *
   * @return the kind
   */
  public abstract IdentifierKind kind();

  /**
   * The parts of the identifier, for output, such as the birth date and the sex in a citizen
   * identification number.
   *
   * @return part names in lowerCamelCase and their texts, in reading order, immutable
   */
  public abstract Map<String, String> parts();

  /** What is written in place of an identifier. */
  private record Written(IdentifierKind kind, String value) implements Serializable {

    private Object readResolve() throws InvalidObjectException {
      return kind.tryParse(value)
          .orElseThrow(() -> new InvalidObjectException("Not a valid " + kind));
    }
  }

  /** Replaces an identifier when it is serialized. */
  final Object writeReplace() {
    return new Written(kind(), value);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("An identifier is written as its kind and its text");
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Identifier that && kind() == that.kind() && value.equals(that.value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  /**
   * The code for reading: in full, or masked if it identifies a person.
   *
   * @return a text that may be logged
   */
  @Override
  public String toString() {
    return value;
  }
}
