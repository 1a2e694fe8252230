package io.github.citydc.model.economy;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A value of an economic indicator 宏观经济指标. A record is what was read or built, valid or not:
 * required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param indicatorCode code of the indicator 指标代码
 * @param name name 指标名称
 * @param division division 行政区划代码; responsible for the record
 * @param period period 统计期, a year {@code 2026}, a quarter {@code 2026-Q3} or a month {@code
 *     2026-09}
 * @param accumulation current or cumulative 统计口径, {@code current} 当期值 or {@code cumulative} 累计值 since the
 *     beginning of the year
 * @param value value 指标值; its digits are kept
 * @param unit unit 计量单位
 * @param growth growth over the year before 同比增速, in per cent
 * @param organ publishing organ 发布机构
 * @param publishedOn date of publication 发布日期
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("economy.indicator/1")
@WithBuilder
public record Indicator(
    @NotBlank @Size(max = 50) String indicatorCode,
    @NotBlank @Size(max = 100) String name,
    @NotNull @io.github.citydc.validation.ValidDivisionCode String division,
    @NotNull @Pattern(regexp = "[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?") String period,
    @NotNull @Pattern(regexp = "current|cumulative") String accumulation,
    @NotNull @Digits(integer = 20, fraction = 10) BigDecimal value,
    @NotBlank @Size(max = 30) String unit,
    Optional<@Digits(integer = 6, fraction = 4) BigDecimal> growth,
    @NotNull @Valid Organ organ,
    Optional<@PastOrPresent LocalDate> publishedOn,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public Indicator {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(division);
  }
}
