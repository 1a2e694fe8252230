package io.github.citydc.model.organization;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Money;
import io.github.citydc.model.Party;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A shareholder 股东 of a legal entity.
 *
 * @param holder shareholder 股东
 * @param subscribedCapital subscribed capital 认缴出资额
 * @param paidInCapital paid-in capital 实缴出资额
 * @param ratio ratio of the contribution 出资比例, in per cent
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "股东", en = "shareholder")
@WithBuilder
public record Shareholder(
    @Title(zh = "股东", en = "shareholder") @NotNull @Valid Party holder,
    @Title(zh = "认缴出资额", en = "subscribed capital") Optional<@Valid Money> subscribedCapital,
    @Title(zh = "实缴出资额", en = "paid-in capital") Optional<@Valid Money> paidInCapital,
    @Title(zh = "出资比例", en = "ratio of the contribution")
        Optional<@DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 6) BigDecimal>
            ratio,
    Extensions extensions) {

  /** Sets what was left out. */
  public Shareholder {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without anything personal.
   *
   * @return the kind of shareholder only
   */
  @Override
  public String toString() {
    return "Shareholder[" + holder + "]";
  }
}
