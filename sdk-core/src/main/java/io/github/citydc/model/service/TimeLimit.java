package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A time limit 时限 with its unit.
 *
 * @param value number of units 时限数值, {@code 0} where the case is handled at once
 * @param unit unit of the time limit 时限单位
 * @param explanation explanation 时限说明
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "时限", en = "time limit")
@WithBuilder
public record TimeLimit(
    @Title(zh = "时限数值", en = "number of units") @NotNull @PositiveOrZero @Max(100000) Integer value,
    @Title(zh = "时限单位", en = "unit of the time limit") @NotNull @ValidCodeOf(CodeSetName.TIME_UNIT)
        String unit,
    @Title(zh = "时限说明", en = "explanation") Optional<@Size(min = 1, max = 4000) String> explanation,
    Extensions extensions) {

  /** Sets what was left out. */
  public TimeLimit {
    extensions = Extensions.orNone(extensions);
  }
}
