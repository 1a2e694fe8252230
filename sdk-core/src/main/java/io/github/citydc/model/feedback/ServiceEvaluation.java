package io.github.citydc.model.feedback;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An evaluation 政务服务评价 of a service case by the applicant, GB/T 39046-2020, table 9. A record is
 * what was read or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param caseNumber case number 办件编号
 * @param round number of the evaluation 评价次数, from 1 on; number and case name the evaluation
 * @param division division of the evaluation 评价地区划代码, responsible for the record
 * @param channel channel 评价渠道
 * @param evaluator evaluator 评价人
 * @param evaluatedAt time of the evaluation 评价时间
 * @param satisfaction satisfaction 满意度, GB/T 39046, A.8: from 1 very satisfied to 5 very
 *     dissatisfied
 * @param comment comment 文字评价
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.evaluation/1")
@Title(zh = "政务服务评价", en = "evaluation of a government service")
@WithBuilder
public record ServiceEvaluation(
    @Title(zh = "办件编号", en = "case number") @NotBlank @Size(max = 50) String caseNumber,
    @Title(zh = "评价次数", en = "number of the evaluation") @NotNull @Positive @Max(99) Integer round,
    @Title(zh = "评价地区划代码", en = "division of the evaluation") @NotNull @ValidDivisionCode
        String division,
    @Title(zh = "评价渠道", en = "channel") @NotNull @ValidCodeOf(CodeSetName.EVALUATION_CHANNEL)
        String channel,
    @Title(zh = "评价人", en = "evaluator") Optional<@Size(min = 1, max = 60) String> evaluator,
    @Title(zh = "评价时间", en = "time of the evaluation") @NotNull @PastOrPresent
        OffsetDateTime evaluatedAt,
    @Title(zh = "满意度", en = "satisfaction") @NotNull @ValidCodeOf(CodeSetName.SATISFACTION)
        String satisfaction,
    @Title(zh = "文字评价", en = "comment") Optional<@Size(min = 1, max = 4000) String> comment,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public ServiceEvaluation {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
  }

  /**
   * Without evaluator and comment.
   *
   * @return the case number
   */
  @Override
  public String toString() {
    return "ServiceEvaluation[" + caseNumber + "]";
  }
}
