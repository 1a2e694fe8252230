package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An assessment 物流评估 of a delivery, GB/T 39046-2020, table 15.
 *
 * @param indicator indicator 评估指标
 * @param subject subject of the assessment 评估项目
 * @param assessedOn date of the assessment 评估时间
 * @param grade grade 评估等级
 * @param result result of the assessment 评估结果
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "物流评估", en = "delivery assessment")
@WithBuilder
public record DeliveryAssessment(
    @Title(zh = "评估指标", en = "indicator") @NotBlank @Size(max = 50) String indicator,
    @Title(zh = "评估项目", en = "subject of the assessment")
        Optional<@Size(min = 1, max = 200) String> subject,
    @Title(zh = "评估时间", en = "date of the assessment") @NotNull @PastOrPresent LocalDate assessedOn,
    @Title(zh = "评估等级", en = "grade") Optional<@Size(min = 1, max = 20) String> grade,
    @Title(zh = "评估结果", en = "result of the assessment")
        Optional<@Size(min = 1, max = 200) String> result,
    Extensions extensions) {

  /** Sets what was left out. */
  public DeliveryAssessment {
    extensions = Extensions.orNone(extensions);
  }
}
