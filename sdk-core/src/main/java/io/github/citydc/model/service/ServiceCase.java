package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Contact;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Party;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidItemCode;
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
 * A service case 办件: the application, what was done, the result; C 0109 (up_pro_accept). A record
 * is what was read or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param caseNumber number of the case 办件编号 (project_no)
 * @param itemCode implementation code of the item 事项实施编码 (task_code)
 * @param itemName name of the item 事项名称 (task_name)
 * @param itemVersion version of the item 事项版本 (task_version)
 * @param division division 行政区划代码; responsible for the record
 * @param applicant applicant 申请人 (applyer_name, applyer_page_code)
 * @param contact contact 联系人 (contact_name, contact_mobile)
 * @param caseKind type of case 办件类型 (project_type)
 * @param handlingForm form of application 申请方式 (apply_type)
 * @param appliedAt time of application 申请时间 (apply_date)
 * @param acceptedAt time of acceptance 受理时间 (accept_date)
 * @param promisedOn promised day 承诺办结日期 (promise_date)
 * @param organ handling organ 受理部门 (org_name, org_code)
 * @param acceptanceNumber number of the acceptance notice 受理文书编号 (accept_doc_no)
 * @param materials materials received 已收材料 (up_pro_material)
 * @param steps steps 办理过程, oldest first
 * @param result result 办理结果
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.case/1")
@WithBuilder
public record ServiceCase(
    @NotBlank @Size(max = 50) String caseNumber,
    @NotNull @ValidItemCode String itemCode,
    @NotBlank @Size(max = 300) String itemName,
    Optional<@Positive Integer> itemVersion,
    @NotNull @io.github.citydc.validation.ValidDivisionCode String division,
    @NotNull @Valid Party applicant,
    Optional<@Valid Contact> contact,
    @NotNull @ValidCodeOf(CodeSetName.CASE_TYPE) String caseKind,
    @NotNull @ValidCodeOf(CodeSetName.HANDLING_FORM) String handlingForm,
    @NotNull @PastOrPresent OffsetDateTime appliedAt,
    Optional<@PastOrPresent OffsetDateTime> acceptedAt,
    Optional<LocalDate> promisedOn,
    @NotNull @Valid Organ organ,
    Optional<@Size(min = 1, max = 100) String> acceptanceNumber,
    List<@Valid PartReference> materials,
    List<@Valid CaseStep> steps,
    Optional<@Valid CaseResult> result,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public ServiceCase {
    materials = Copies.list(materials);
    steps = Copies.list(steps);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(division);
  }

  /**
   * Without the applicant.
   *
   * @return the number of the case
   */
  @Override
  public String toString() {
    return "ServiceCase[" + caseNumber + "]";
  }
}
