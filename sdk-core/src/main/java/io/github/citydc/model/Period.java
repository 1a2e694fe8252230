package io.github.citydc.model;

import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A period 期间 of days, the last one included.
 *
 * @param from first day 起始日期
 * @param until last day 截止日期, absent while it is open
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "期间", en = "period")
@ValidOrder({"from", "until"})
@WithBuilder
public record Period(
    @Title(zh = "起始日期", en = "first day") @NotNull LocalDate from,
    @Title(zh = "截止日期", en = "last day") Optional<LocalDate> until,
    Extensions extensions) {

  /** Sets what was left out. */
  public Period {
    extensions = Extensions.orNone(extensions);
  }
}
