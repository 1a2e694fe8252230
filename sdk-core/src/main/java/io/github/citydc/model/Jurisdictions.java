package io.github.citydc.model;

import io.github.citydc.code.DivisionCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the division a record belongs to, which also works on records that have not been
 * validated.
 */
public final class Jurisdictions {

  private Jurisdictions() {}

  /**
   * Returns the division from a division code.
   *
   * @param division the code, null if it is missing
   * @return the division, empty if there is none or it is not a code
   */
  public static Optional<DivisionCode> of(@Nullable String division) {
    return division == null ? Optional.empty() : DivisionCode.tryParse(division);
  }

  /**
   * Returns the division from an address.
   *
   * @param address the address, null if it is missing
   * @return the division, empty if there is none or it is not a code
   */
  public static Optional<DivisionCode> of(@Nullable Address address) {
    return address == null ? Optional.empty() : of(address.division());
  }
}
