package io.github.citydc.model.feedback;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A finding of the electronic supervision 电子监察 of a service case and what the organ is told to do
 * 督办, GB/T 39046-2020, table 11. A record is what was read or built, valid or not: required members
 * are guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has accepted
 * it.
 *
 * @param supervisionNumber number of the supervision 监察编号
 * @param caseNumber case number 办件编号
 * @param division division 行政区划代码, responsible for the record
 * @param organ supervised organ 被督办机构
 * @param responsibleDepartment responsible department 责任部门
 * @param itemType item type 事项类型, GB/T 39046, A.1
 * @param ruleNumber number of the rule 监察规则编号
 * @param warningType type of warning 监察预警类型代码, one digit; the standard has no table of it
 * @param occurredAt time of the state 状态产生时间
 * @param finding finding 监察结果描述
 * @param order order to the organ 督办内容
 * @param orderedAt time of the order 督办发出时间
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.supervision/1")
@Title(zh = "电子监察", en = "electronic supervision")
@ValidOrder({"occurredAt", "orderedAt"})
@WithBuilder
public record ServiceSupervision(
    @Title(zh = "监察编号", en = "number of the supervision") @NotBlank @Size(max = 50)
        String supervisionNumber,
    @Title(zh = "办件编号", en = "case number") @NotBlank @Size(max = 50) String caseNumber,
    @Title(zh = "行政区划代码", en = "division") @NotNull @ValidDivisionCode String division,
    @Title(zh = "被督办机构", en = "supervised organ") @NotNull @Valid Organ organ,
    @Title(zh = "责任部门", en = "responsible department")
        Optional<@Size(min = 1, max = 200) String> responsibleDepartment,
    @Title(zh = "事项类型", en = "item type")
        Optional<@ValidCodeOf(CodeSetName.ITEM_TYPE) String> itemType,
    @Title(zh = "监察规则编号", en = "number of the rule")
        Optional<@Size(min = 1, max = 50) String> ruleNumber,
    @Title(zh = "监察预警类型代码", en = "type of warning")
        Optional<@Pattern(regexp = "[0-9]") String> warningType,
    @Title(zh = "状态产生时间", en = "time of the state") @NotNull @PastOrPresent
        OffsetDateTime occurredAt,
    @Title(zh = "监察结果描述", en = "finding") Optional<@Size(min = 1, max = 4000) String> finding,
    @Title(zh = "督办内容", en = "order to the organ")
        Optional<@Size(min = 1, max = 4000) String> order,
    @Title(zh = "督办发出时间", en = "time of the order")
        Optional<@PastOrPresent OffsetDateTime> orderedAt,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public ServiceSupervision {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
  }

  /**
   * Number and case.
   *
   * @return the number
   */
  @Override
  public String toString() {
    return "ServiceSupervision[" + supervisionNumber + "]";
  }
}
