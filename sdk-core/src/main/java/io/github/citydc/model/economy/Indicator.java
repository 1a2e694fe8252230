package io.github.citydc.model.economy;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
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
 * @param name name of the indicator 指标名称
 * @param division division 行政区划代码; responsible for the record
 * @param period statistical period 统计期, a year {@code 2026}, a quarter {@code 2026-Q3} or a month
 *     {@code 2026-09}
 * @param accumulation accumulation 累计方式
 * @param value value of the indicator 指标值; its digits are kept
 * @param unit unit of measurement 计量单位
 * @param growth growth over the year before 同比增速, in per cent
 * @param organ publishing organ 发布机构
 * @param publishedOn date of publication 发布日期
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("economy.indicator/1")
@Title(zh = "宏观经济指标", en = "economic indicator")
@WithBuilder
public record Indicator(
    @Title(zh = "指标代码", en = "code of the indicator") @NotBlank @Size(max = 50)
        String indicatorCode,
    @Title(zh = "指标名称", en = "name of the indicator") @NotBlank @Size(max = 100) String name,
    @Title(zh = "行政区划代码", en = "division") @NotNull @io.github.citydc.validation.ValidDivisionCode
        String division,
    @Title(zh = "统计期", en = "statistical period")
        @NotNull
        @Pattern(regexp = "[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?")
        String period,
    @Title(zh = "累计方式", en = "accumulation") @NotNull @ValidCodeOf(CodeSetName.ACCUMULATION)
        String accumulation,
    @Title(zh = "指标值", en = "value of the indicator") @NotNull @Digits(integer = 20, fraction = 10)
        BigDecimal value,
    @Title(zh = "计量单位", en = "unit of measurement") @NotBlank @Size(max = 30) String unit,
    @Title(zh = "同比增速", en = "growth over the year before")
        Optional<@Digits(integer = 6, fraction = 4) BigDecimal> growth,
    @Title(zh = "发布机构", en = "publishing organ") @NotNull @Valid Organ organ,
    @Title(zh = "发布日期", en = "date of publication") Optional<@PastOrPresent LocalDate> publishedOn,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public Indicator {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
  }
}
