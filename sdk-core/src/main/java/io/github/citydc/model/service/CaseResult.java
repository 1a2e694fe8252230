package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The result 办理结果 of a service case, C 0109 (up_pro_result).
 *
 * @param outcome outcome 结果类型, {@code granted} 准予, {@code refused} 不予, {@code withdrawn} 撤回, {@code
 *     terminated} 终止 (result_type)
 * @param decidedAt time of the decision 办结时间 (result_date)
 * @param explanation explanation 结果说明 (result_explain)
 * @param certificateName name of the certificate 结果证照名称 (result_cetr_name)
 * @param certificateNumber number of the certificate 结果证照编号 (result_cetr_no)
 * @param delivered whether it was delivered 是否已送达 (is_delivery_results)
 * @param satisfaction satisfaction 满意度, from 1 very poor to 5 very good
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record CaseResult(
    @NotNull @Pattern(regexp = "granted|refused|withdrawn|terminated") String outcome,
    @NotNull @PastOrPresent OffsetDateTime decidedAt,
    Optional<@Size(min = 1, max = 2000) String> explanation,
    Optional<@Size(min = 1, max = 200) String> certificateName,
    Optional<@Size(min = 1, max = 100) String> certificateNumber,
    @NotNull Boolean delivered,
    Optional<@Min(1) @Max(5) Integer> satisfaction,
    Extensions extensions) {

  /** Sets what was left out. */
  public CaseResult {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without names and numbers.
   *
   * @return the outcome
   */
  @Override
  public String toString() {
    return "CaseResult[" + outcome + "]";
  }
}
