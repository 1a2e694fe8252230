package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The result 办理结果 of a service case, GB/T 39046-2020, table 8; C 0109 (up_pro_result).
 *
 * @param outcome outcome 结果类型 (result_type)
 * @param decidedAt time of the decision 办结时间 (result_date)
 * @param officer deciding officer 办理人姓名
 * @param explanation description of the result 办件结果描述 (result_explain)
 * @param certificateName name of the certificate 结果证照名称, on paper or electronic (result_cetr_name)
 * @param certificateNumber number of the certificate 结果证照编号 (result_cetr_no)
 * @param certificateValidity validity of the certificate 证照有效期限, in words, for example 长期
 * @param issuer issuing organ 发证单位, the one whose seal the result bears
 * @param division division of the decision 办结地区划代码, GB/T 2260
 * @param deliveredByCourier delivered by courier or not 是否快递寄送结果 (is_delivery_results)
 * @param charged charged or not 是否收费
 * @param satisfaction satisfaction 满意度, GB/T 39046, A.8: from 1 very satisfied to 5 very
 *     dissatisfied (satisfaction)
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "办理结果", en = "result of a service case")
@WithBuilder
public record CaseResult(
    @Title(zh = "结果类型", en = "outcome") @NotNull @ValidCodeOf(CodeSetName.CASE_OUTCOME)
        String outcome,
    @Title(zh = "办结时间", en = "time of the decision") @NotNull @PastOrPresent
        OffsetDateTime decidedAt,
    @Title(zh = "办理人姓名", en = "deciding officer") Optional<@Size(min = 1, max = 60) String> officer,
    @Title(zh = "办件结果描述", en = "description of the result")
        Optional<@Size(min = 1, max = 2000) String> explanation,
    @Title(zh = "结果证照名称", en = "name of the certificate")
        Optional<@Size(min = 1, max = 200) String> certificateName,
    @Title(zh = "结果证照编号", en = "number of the certificate")
        Optional<@Size(min = 1, max = 100) String> certificateNumber,
    @Title(zh = "证照有效期限", en = "validity of the certificate")
        Optional<@Size(min = 1, max = 60) String> certificateValidity,
    @Title(zh = "发证单位", en = "issuing organ") Optional<@Valid Organ> issuer,
    @NoJurisdiction(
            value =
                "the decision may be made elsewhere than the application was accepted; the division of acceptance keeps the record",
            zh = "办结地可与受理地不同，记录由受理地负责")
        @Title(zh = "办结地区划代码", en = "division of the decision")
        Optional<@ValidDivisionCode String> division,
    @Title(zh = "是否快递寄送结果", en = "delivered by courier or not")
        Optional<Boolean> deliveredByCourier,
    @Title(zh = "是否收费", en = "charged or not") Optional<Boolean> charged,
    @Title(zh = "满意度", en = "satisfaction")
        Optional<@ValidCodeOf(CodeSetName.SATISFACTION) String> satisfaction,
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
