package io.github.citydc.model;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;

/**
 * An amount of money 金额.
 *
 * @param amount amount 数额, in units of the currency, not in ten thousands
 * @param currency currency 币种, three letters of GB/T 12406 (ISO 4217), for example {@code CNY}; one
 *     that the list does not have, such as that of an old contract, is a warning
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "金额", en = "amount of money")
@WithBuilder
public record Money(
    @Title(zh = "数额", en = "amount") @NotNull @PositiveOrZero @Digits(integer = 18, fraction = 4)
        BigDecimal amount,
    @Title(zh = "币种", en = "currency")
        @NotNull
        @Pattern(regexp = "[A-Z]{3}")
        @ValidCodeOf(value = CodeSetName.CURRENCY, open = true)
        String currency,
    Extensions extensions) {

  /** Sets what was left out. */
  public Money {
    extensions = Extensions.orNone(extensions);
  }
}
