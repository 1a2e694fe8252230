package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidItemCode;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidPart;
import io.github.citydc.validation.ValidPhoneNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A government service item 政务服务事项 of the implementation list, GB/T 39046-2020, table 4; C 0109
 * (up_task_basic). A record is what was read or built, valid or not: required members are
 * guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param basicCode basic code 基本编码, 12 digits, GB/T 39554.1 (catalog_code)
 * @param implementationCode implementation code 实施编码, 31 characters, GB/T 39554.1 (task_code)
 * @param name name of the item 事项名称 (task_name)
 * @param itemType item type 事项类型, GB/T 39046, A.1 (task_type)
 * @param useLevel exercise level 行使层级, GB/T 39046, A.2 (use_level)
 * @param authorityDivision division of authority 权限划分, between the levels
 * @param exerciseContent content of the exercise 行使内容, what this level does
 * @param version version of the item 事项版本 (task_version)
 * @param organ implementing organ 实施主体 (dept_name, dept_code)
 * @param organType nature of the organ 实施主体性质, GB/T 39046, A.3 (dept_type)
 * @param jointOrgans joint organs 共同实施部门
 * @param handlingOrgan handling organ 承办机构
 * @param entrustedOrgans entrusted organs 受委托机关 (entrust_name)
 * @param division division 行政管辖区划代码, responsible for the record
 * @param legalBasis legal basis 设定依据 (by_law)
 * @param caseType type of case 办件类型, GB/T 39046, A.6 (project_type)
 * @param serviceObjects kinds of applicants 服务对象, GB/T 39046, A.4; the national platform codes them
 *     otherwise, {@link io.github.citydc.code.ServiceObjects} converts (server_type)
 * @param serviceThemes service themes 服务主题, by name
 * @param corporateThemeCodes theme codes for organizations 法人服务主题代码
 * @param personalThemeCodes theme codes for persons 自然人服务主题代码
 * @param handlingForms forms of handling 办理形式, GB/T 39046, A.5; the national platform codes them
 *     otherwise, {@link io.github.citydc.code.HandlingForms} converts (handle_type)
 * @param statutoryLimit statutory time limit 法定办结时限 (anticipate_day, anticipate_type,
 *     anticipate_explain)
 * @param promisedLimit promised time limit 承诺办结时限 (promise_day, promise_type, promise_explain)
 * @param acceptCondition condition of acceptance 受理条件 (accept_condition)
 * @param handlingFlow course of handling 办理流程 (handle_flow)
 * @param specialProcedure special procedures 特别程序, in words (special_procedure)
 * @param intermediaryServices intermediary services 中介服务, those the law demands
 * @param quantityLimit limit of quantity 数量限制
 * @param crossRegionScope region of acceptance 通办范围, where an application can be handed in
 * @param materials materials 申请材料 (up_task_general_material)
 * @param results results 办理结果 (result_name)
 * @param charged charged or not 是否收费 (is_fee)
 * @param fees fees 收费项目 (up_task_general_fee_project)
 * @param online handled online or not 是否网办 (is_online)
 * @param onlineUrl online address 网办地址, http or https (link_addr)
 * @param systemLevel level of the operating system 运行系统层级
 * @param appointment appointment possible or not 是否支持预约办理 (is_schedule)
 * @param onlinePayment online payment possible or not 是否支持网上支付 (is_pay_online)
 * @param courier courier possible or not 是否支持物流快递 (is_express)
 * @param address place of handling 办理地点 (transact_addr)
 * @param officeHours time of handling 办理时间 (transact_time)
 * @param inquiryMethod way of inquiry 咨询方式, in words (link_way)
 * @param contactPhone inquiry phone 咨询电话
 * @param supervisionPhone supervision phone 监督电话 (supervise_way)
 * @param questions common questions 常见问题, each with its answer (up_task_general_questions)
 * @param effectiveOn effective from 计划生效日期 (plan_effective_date)
 * @param canceledOn canceled on 计划取消日期 (plan_cancel_date)
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.item/1")
@Title(zh = "政务服务事项", en = "government service item")
@ValidOrder({"effectiveOn", "canceledOn"})
@ValidPart(member = "organ.creditCode", of = "implementationCode", from = 0, length = 18)
@ValidPart(member = "useLevel", of = "implementationCode", from = 18, length = 1)
@ValidPart(member = "basicCode", of = "implementationCode", from = 19, length = 12)
@WithBuilder
public record ServiceItem(
    @Title(zh = "基本编码", en = "basic code") @NotNull @ValidItemCode @Size(min = 12, max = 12)
        String basicCode,
    @Title(zh = "实施编码", en = "implementation code")
        @NotNull
        @ValidItemCode
        @Size(min = 31, max = 31)
        String implementationCode,
    @Title(zh = "事项名称", en = "name of the item") @NotBlank @Size(max = 300) String name,
    @Title(zh = "事项类型", en = "item type") @NotNull @ValidCodeOf(CodeSetName.ITEM_TYPE)
        String itemType,
    @Title(zh = "行使层级", en = "exercise level") @NotNull @ValidCodeOf(CodeSetName.USE_LEVEL)
        String useLevel,
    @Title(zh = "权限划分", en = "division of authority")
        Optional<@Size(min = 1, max = 4000) String> authorityDivision,
    @Title(zh = "行使内容", en = "content of the exercise")
        Optional<@Size(min = 1, max = 4000) String> exerciseContent,
    @Title(zh = "事项版本", en = "version of the item") @NotNull @Positive Integer version,
    @Title(zh = "实施主体", en = "implementing organ") @NotNull @Valid Organ organ,
    @Title(zh = "实施主体性质", en = "nature of the organ")
        Optional<@ValidCodeOf(CodeSetName.ORGAN_TYPE) String> organType,
    @Title(zh = "共同实施部门", en = "joint organs") List<@Valid Organ> jointOrgans,
    @Title(zh = "承办机构", en = "handling organ") Optional<@Valid Organ> handlingOrgan,
    @Title(zh = "受委托机关", en = "entrusted organs") List<@Valid Organ> entrustedOrgans,
    @Title(zh = "行政管辖区划代码", en = "division") @NotNull @ValidDivisionCode String division,
    @Title(zh = "设定依据", en = "legal basis") List<@NotBlank @Size(max = 4000) String> legalBasis,
    @Title(zh = "办件类型", en = "type of case") @NotNull @ValidCodeOf(CodeSetName.CASE_TYPE)
        String caseType,
    @Title(zh = "服务对象", en = "kinds of applicants")
        List<@ValidCodeOf(CodeSetName.SERVICE_OBJECT) String> serviceObjects,
    @Title(zh = "服务主题", en = "service themes")
        List<@NotBlank @Size(max = 200) String> serviceThemes,
    @Title(zh = "法人服务主题代码", en = "theme codes for organizations")
        List<@NotBlank @Size(max = 10) String> corporateThemeCodes,
    @Title(zh = "自然人服务主题代码", en = "theme codes for persons")
        List<@NotBlank @Size(max = 10) String> personalThemeCodes,
    @Title(zh = "办理形式", en = "forms of handling")
        List<@ValidCodeOf(CodeSetName.HANDLING_FORM) String> handlingForms,
    @Title(zh = "法定办结时限", en = "statutory time limit") Optional<@Valid TimeLimit> statutoryLimit,
    @Title(zh = "承诺办结时限", en = "promised time limit") Optional<@Valid TimeLimit> promisedLimit,
    @Title(zh = "受理条件", en = "condition of acceptance")
        Optional<@Size(min = 1, max = 4000) String> acceptCondition,
    @Title(zh = "办理流程", en = "course of handling")
        Optional<@Size(min = 1, max = 4000) String> handlingFlow,
    @Title(zh = "特别程序", en = "special procedures")
        Optional<@Size(min = 1, max = 4000) String> specialProcedure,
    @Title(zh = "中介服务", en = "intermediary services")
        Optional<@Size(min = 1, max = 2000) String> intermediaryServices,
    @Title(zh = "数量限制", en = "limit of quantity")
        Optional<@Size(min = 1, max = 200) String> quantityLimit,
    @Title(zh = "通办范围", en = "region of acceptance")
        Optional<@ValidCodeOf(CodeSetName.CROSS_REGION_SCOPE) String> crossRegionScope,
    @Title(zh = "申请材料", en = "materials") List<@Valid Material> materials,
    @Title(zh = "办理结果", en = "results") List<@Valid ItemResult> results,
    @Title(zh = "是否收费", en = "charged or not") Optional<Boolean> charged,
    @Title(zh = "收费项目", en = "fees") List<@Valid Fee> fees,
    @Title(zh = "是否网办", en = "handled online or not") Optional<Boolean> online,
    @Title(zh = "网办地址", en = "online address")
        Optional<@Size(max = 500) @Pattern(regexp = "https?://[^ ]+") String> onlineUrl,
    @Title(zh = "运行系统层级", en = "level of the operating system")
        Optional<@ValidCodeOf(CodeSetName.SYSTEM_LEVEL) String> systemLevel,
    @Title(zh = "是否支持预约办理", en = "appointment possible or not") Optional<Boolean> appointment,
    @Title(zh = "是否支持网上支付", en = "online payment possible or not") Optional<Boolean> onlinePayment,
    @Title(zh = "是否支持物流快递", en = "courier possible or not") Optional<Boolean> courier,
    @Title(zh = "办理地点", en = "place of handling")
        Optional<@Size(min = 1, max = 300) String> address,
    @Title(zh = "办理时间", en = "time of handling")
        Optional<@Size(min = 1, max = 300) String> officeHours,
    @Title(zh = "咨询方式", en = "way of inquiry")
        Optional<@Size(min = 1, max = 200) String> inquiryMethod,
    @Title(zh = "咨询电话", en = "inquiry phone") Optional<@ValidPhoneNumber String> contactPhone,
    @Title(zh = "监督电话", en = "supervision phone")
        Optional<@ValidPhoneNumber String> supervisionPhone,
    @Title(zh = "常见问题", en = "common questions") List<@NotBlank @Size(max = 2000) String> questions,
    @Title(zh = "计划生效日期", en = "effective from") Optional<LocalDate> effectiveOn,
    @Title(zh = "计划取消日期", en = "canceled on") Optional<LocalDate> canceledOn,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public ServiceItem {
    jointOrgans = Copies.list(jointOrgans);
    entrustedOrgans = Copies.list(entrustedOrgans);
    legalBasis = Copies.list(legalBasis);
    serviceObjects = Copies.list(serviceObjects);
    serviceThemes = Copies.list(serviceThemes);
    corporateThemeCodes = Copies.list(corporateThemeCodes);
    personalThemeCodes = Copies.list(personalThemeCodes);
    handlingForms = Copies.list(handlingForms);
    materials = Copies.list(materials);
    results = Copies.list(results);
    fees = Copies.list(fees);
    questions = Copies.list(questions);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
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
