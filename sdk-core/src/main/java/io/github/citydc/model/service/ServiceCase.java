package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Contact;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Party;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidItemCode;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidPostalCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A service case 办件: the application, what was done, the result; GB/T 39046-2020, tables 5 to 8, 14
 * and 15; C 0109 (up_pro_accept). A record is what was read or built, valid or not: required
 * members are guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has
 * accepted it.
 *
 * @param caseNumber case number 办件编号 (project_no)
 * @param itemCode implementation code of the item 实施编码, 31 characters, GB/T 39554.1 (task_code)
 * @param basicCode basic code of the item 基本编码, 12 digits, GB/T 39554.1 (catalog_code)
 * @param itemName name of the item 事项名称 (task_name)
 * @param itemVersion version of the item 事项版本 (task_version)
 * @param division division 行政区划代码, that of acceptance; responsible for the record
 * @param applicant applicant 申请人 (applyer_name, applyer_page_code)
 * @param legalRepresentative legal representative 法定代表人, of an applicant that is no natural person
 *     (legal)
 * @param applicantDivision division of the applicant 申报者所在地区划代码, GB/T 2260
 * @param contact contact person 联系人 (contact_name, contact_mobile)
 * @param agent agent 代理人 (contact_name, contact_type, contact_code)
 * @param mailingAddress mailing address 通讯地址 (address)
 * @param postalCode postal code 邮政编码 (zip_code)
 * @param caseType type of case 办件类型, GB/T 39046, A.6 (project_type)
 * @param handlingForm form of application 申报来源, a form of handling, GB/T 39046, A.5 (apply_type)
 * @param investmentProjectCode code of the investment project 投资项目编号, of the national platform for
 *     investment projects
 * @param appliedAt time of application 申请时间 (apply_date)
 * @param acceptedAt time of acceptance 受理时间 (accept_date)
 * @param acceptedBy accepting officer 受理人员 (handle_user_name)
 * @param promisedOn promised day 承诺办结时间 (promise_date)
 * @param organ accepting organ 受理单位 (org_name, org_code)
 * @param acceptanceNumber number of the acceptance notice 受理文书编号 (accept_doc_no)
 * @param materials materials received 收取材料 (up_pro_material)
 * @param steps steps 办理过程, oldest first
 * @param specialProcedures special procedures 特别程序 (up_pro_special_procedure)
 * @param payments payments 缴费信息
 * @param deliveries deliveries 物流信息
 * @param result result 办理结果 (up_pro_result)
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.case/1")
@Title(zh = "办件", en = "service case")
@ValidOrder({"appliedAt", "acceptedAt", "result.decidedAt"})
@ValidOrder({"appliedAt", "promisedOn"})
@ValidOrder("steps.startedAt")
@WithBuilder
public record ServiceCase(
    @Title(zh = "办件编号", en = "case number") @NotBlank @Size(max = 50) String caseNumber,
    @Title(zh = "实施编码", en = "implementation code of the item") @NotNull @ValidItemCode
        String itemCode,
    @Title(zh = "基本编码", en = "basic code of the item")
        Optional<@ValidItemCode @Size(min = 12, max = 12) String> basicCode,
    @Title(zh = "事项名称", en = "name of the item") @NotBlank @Size(max = 300) String itemName,
    @Title(zh = "事项版本", en = "version of the item") Optional<@Positive Integer> itemVersion,
    @Title(zh = "行政区划代码", en = "division") @NotNull @ValidDivisionCode String division,
    @Title(zh = "申请人", en = "applicant") @NotNull @Valid Party applicant,
    @Title(zh = "法定代表人", en = "legal representative")
        Optional<@Size(min = 1, max = 100) String> legalRepresentative,
    @NoJurisdiction(value = "an applicant may live anywhere", zh = "申请人可在任何地区")
        @Title(zh = "申报者所在地区划代码", en = "division of the applicant")
        Optional<@ValidDivisionCode String> applicantDivision,
    @Title(zh = "联系人", en = "contact person") Optional<@Valid Contact> contact,
    @Title(zh = "代理人", en = "agent") Optional<@Valid Agent> agent,
    @Title(zh = "通讯地址", en = "mailing address")
        Optional<@Size(min = 1, max = 300) String> mailingAddress,
    @Title(zh = "邮政编码", en = "postal code") Optional<@ValidPostalCode String> postalCode,
    @Title(zh = "办件类型", en = "type of case") @NotNull @ValidCodeOf(CodeSetName.CASE_TYPE)
        String caseType,
    @Title(zh = "申报来源", en = "form of application") @NotNull @ValidCodeOf(CodeSetName.HANDLING_FORM)
        String handlingForm,
    @Title(zh = "投资项目编号", en = "code of the investment project")
        Optional<@Size(min = 1, max = 24) String> investmentProjectCode,
    @Title(zh = "申请时间", en = "time of application") @NotNull @PastOrPresent
        OffsetDateTime appliedAt,
    @Title(zh = "受理时间", en = "time of acceptance")
        Optional<@PastOrPresent OffsetDateTime> acceptedAt,
    @Title(zh = "受理人员", en = "accepting officer")
        Optional<@Size(min = 1, max = 60) String> acceptedBy,
    @Title(zh = "承诺办结时间", en = "promised day") Optional<LocalDate> promisedOn,
    @Title(zh = "受理单位", en = "accepting organ") @NotNull @Valid Organ organ,
    @Title(zh = "受理文书编号", en = "number of the acceptance notice")
        Optional<@Size(min = 1, max = 100) String> acceptanceNumber,
    @Title(zh = "收取材料", en = "materials received") List<@Valid ReceivedMaterial> materials,
    @Title(zh = "办理过程", en = "steps") List<@Valid CaseStep> steps,
    @Title(zh = "特别程序", en = "special procedures") List<@Valid SpecialProcedure> specialProcedures,
    @Title(zh = "缴费信息", en = "payments") List<@Valid CasePayment> payments,
    @Title(zh = "物流信息", en = "deliveries") List<@Valid CaseDelivery> deliveries,
    @Title(zh = "办理结果", en = "result") Optional<@Valid CaseResult> result,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public ServiceCase {
    materials = Copies.list(materials);
    steps = Copies.list(steps);
    specialProcedures = Copies.list(specialProcedures);
    payments = Copies.list(payments);
    deliveries = Copies.list(deliveries);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
  }

  /**
   * Without the applicant.
   *
   * @return the case number
   */
  @Override
  public String toString() {
    return "ServiceCase[" + caseNumber + "]";
  }
}
