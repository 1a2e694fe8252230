package io.github.citydc.model;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;

/**
 * An amount of money 金额.
 *
 * @param amount amount 数额, in units of the currency, not in ten thousands
 * @param currency currency 币种, three letters of ISO 4217, for example {@code CNY}
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record Money(
    @NotNull @PositiveOrZero @Digits(integer = 18, fraction = 4) BigDecimal amount,
    @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
    Extensions extensions) {

  /** Sets what was left out. */
  public Money {
    extensions = Extensions.orNone(extensions);
  }
}
