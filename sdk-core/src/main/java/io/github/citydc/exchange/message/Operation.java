package io.github.citydc.exchange.message;

import io.github.citydc.model.PayloadType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The operation that a receiver performs with a payload. */
public enum Operation {
  /** Store this record, replacing an earlier one of the same key. */
  UPSERT,
  /** Remove the record of this key. */
  DELETE,
  /** Take note of something that happened. */
  EVENT;

  /**
   * Finds an operation by the name it has on the wire.
   *
   * @param text for example {@code upsert}
   * @return the operation
   * @throws IllegalArgumentException if there is no such operation
   */
  public static Operation ofWireName(String text) {
    return Arrays.stream(values())
        .filter(operation -> operation.wireName().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("An operation is upsert, delete or event"));
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code upsert}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The operations of a payload type: interface standard §11.
   *
   * @param type a payload type
   * @return its operations; all, if the standard does not define the type
   */
  public static Set<Operation> ofType(PayloadType type) {
    return TypeOperations.standard().of(type);
  }

  /**
   * Requires that a type has this operation.
   *
   * @param type the payload type of a message or batch with this operation
   * @throws InvalidPayloadException with the violation {@code operation.type} if it has not
   */
  public void requireFor(PayloadType type) {
    TypeOperations.standard().require(type, this);
  }
}
