package io.github.citydc.model;

import io.github.citydc.code.DivisionCode;
import java.util.Optional;

/**
 * The content of a message: an immutable record, annotated with {@link PayloadName}. Vendors add
 * types of their own by implementing this interface. The standard types are listed in {@code
 * model.standard.PayloadTypes}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface Payload {

  /**
   * The division that is responsible for this record. By default a node may write only records of
   * its own division or of one below it.
   *
   * @return the division, empty if the record belongs to none
   */
  default Optional<DivisionCode> jurisdiction() {
    return Optional.empty();
  }
}
