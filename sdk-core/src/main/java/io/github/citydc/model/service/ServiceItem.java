package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidItemCode;
import io.github.citydc.validation.ValidPhoneNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A government service item 政务服务事项: members of the implementation list, C 0109 (up_task_basic). A
 * record is what was read or built, valid or not: required members are guaranteed to be there once
 * {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param basicCode basic code 基本编码, 12 digits, GB/T 39554.1 (catalog_code)
 * @param implementationCode implementation code 实施编码, 31 characters, GB/T 39554.1 (task_code)
 * @param name name 事项名称 (task_name)
 * @param kind type of power 事项类型 (task_type)
 * @param useLevel level of use 行使层级 (use_level)
 * @param version version 事项版本 (task_version)
 * @param organ implementing organ 实施主体 (dept_name, dept_code)
 * @param organType nature of the organ 实施主体性质 (dept_type)
 * @param division division 行政区划代码; responsible for the record
 * @param legalBasis legal basis 设定依据 (by_law)
 * @param caseKind type of case 办件类型 (project_type)
 * @param serviceObjects who is served 服务对象 (server_type)
 * @param handlingForms forms of handling 办理形式 (handle_type)
 * @param statutoryDays statutory time 法定办结时限, in working days (anticipate_day)
 * @param promisedDays promised time 承诺办结时限, in working days (promise_day)
 * @param acceptCondition condition of acceptance 受理条件 (accept_condition)
 * @param materials materials 申请材料
 * @param fees fees 收费项目
 * @param address place of handling 办理地点 (transact_addr)
 * @param contactPhone phone for questions 咨询方式 (link_way)
 * @param supervisionPhone phone for complaints 监督投诉方式 (supervise_way)
 * @param effectiveOn effective from 计划生效日期 (plan_effective_date)
 * @param canceledOn canceled on 计划取消日期 (plan_cancel_date)
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.item/1")
@WithBuilder
public record ServiceItem(
    @NotNull @ValidItemCode @Size(min = 12, max = 12) String basicCode,
    @NotNull @ValidItemCode @Size(min = 31, max = 31) String implementationCode,
    @NotBlank @Size(max = 300) String name,
    @NotNull @ValidCodeOf(CodeSetName.ITEM_TYPE) String kind,
    @NotNull @ValidCodeOf(CodeSetName.USE_LEVEL) String useLevel,
    @NotNull @Positive Integer version,
    @NotNull @Valid Organ organ,
    Optional<@ValidCodeOf(CodeSetName.ORGAN_TYPE) String> organType,
    @NotNull @io.github.citydc.validation.ValidDivisionCode String division,
    List<@NotBlank @Size(max = 4000) String> legalBasis,
    @NotNull @ValidCodeOf(CodeSetName.CASE_TYPE) String caseKind,
    List<@ValidCodeOf(CodeSetName.SERVICE_OBJECT) String> serviceObjects,
    List<@ValidCodeOf(CodeSetName.HANDLING_FORM) String> handlingForms,
    Optional<@PositiveOrZero @Max(1000) Integer> statutoryDays,
    Optional<@PositiveOrZero @Max(1000) Integer> promisedDays,
    Optional<@Size(min = 1, max = 4000) String> acceptCondition,
    List<@Valid Material> materials,
    List<@Valid Fee> fees,
    Optional<@Size(min = 1, max = 300) String> address,
    Optional<@ValidPhoneNumber String> contactPhone,
    Optional<@ValidPhoneNumber String> supervisionPhone,
    Optional<LocalDate> effectiveOn,
    Optional<LocalDate> canceledOn,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public ServiceItem {
    legalBasis = Copies.list(legalBasis);
    serviceObjects = Copies.list(serviceObjects);
    handlingForms = Copies.list(handlingForms);
    materials = Copies.list(materials);
    fees = Copies.list(fees);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(division);
  }

  /**
   * Code and name.
   *
   * @return what people call the item by
   */
  @Override
  public String toString() {
    return "ServiceItem[" + implementationCode + " " + name + "]";
  }
}
