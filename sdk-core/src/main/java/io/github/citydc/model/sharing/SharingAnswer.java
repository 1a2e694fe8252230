package io.github.citydc.model.sharing;

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
import io.github.citydc.validation.ValidPresence;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * An answer to an application 共享答复: yes with conditions, no with its reason, what is missing, or
 * more time (Decree 809, art. 21), and in the end that the data is shared (art. 22). Its steps are
 * in {@link ApplicationLife}. A record is what was read or built, valid or not: required members
 * are guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has accepted
 * it.
 *
 * @param answerNumber number of the answer 答复编号
 * @param applicationNumber number of the application 申请编号
 * @param provider providing department 提供部门
 * @param decision decision 答复结果
 * @param at time of the answer 答复时间
 * @param consentedBy consenting head 同意人, the head of the body for sharing of the department
 * @param conditions conditions of use 使用条件
 * @param reason reason 理由; required if the application is refused or the term extended
 * @param missing missing papers 需补正材料, all of them at once; required if the application is
 *     incomplete
 * @param extension working days of extension 延长工作日数; required if the term is extended
 * @param authority consenting authority 同意延期的主管部门; required if the term is extended
 * @param grantNumber number of the grant 授权编号; required if the application is agreed to
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("sharing.answer/1")
@Title(zh = "共享答复", en = "answer to an application")
@ValidPresence(
    member = "reason",
    when = "decision",
    is = {"refused", "extended"})
@ValidPresence(member = "missing", when = "decision", is = "incomplete")
@ValidPresence(member = "extension", when = "decision", is = "extended")
@ValidPresence(member = "authority", when = "decision", is = "extended")
@ValidPresence(member = "grantNumber", when = "decision", is = "agreed")
@WithBuilder
public record SharingAnswer(
    @Title(zh = "答复编号", en = "number of the answer") @NotBlank @Size(max = 50) String answerNumber,
    @Title(zh = "申请编号", en = "number of the application") @NotBlank @Size(max = 50)
        String applicationNumber,
    @Title(zh = "提供部门", en = "providing department") @NotNull @Valid Organ provider,
    @Title(zh = "答复结果", en = "decision") @NotNull @ValidCodeOf(CodeSetName.SHARING_ANSWER)
        String decision,
    @Title(zh = "答复时间", en = "time of the answer") @NotNull @PastOrPresent OffsetDateTime at,
    @Title(zh = "同意人", en = "consenting head") @NotBlank @Size(max = 60) String consentedBy,
    @Title(zh = "使用条件", en = "conditions of use")
        Optional<@Size(min = 1, max = 2000) String> conditions,
    @Title(zh = "理由", en = "reason") Optional<@Size(min = 1, max = 2000) String> reason,
    @Title(zh = "需补正材料", en = "missing papers") List<@NotBlank @Size(max = 300) String> missing,
    @Title(zh = "延长工作日数", en = "working days of extension")
        Optional<@Min(1) @Max(10) Integer> extension,
    @Title(zh = "同意延期的主管部门", en = "consenting authority") Optional<@Valid Organ> authority,
    @Title(zh = "授权编号", en = "number of the grant")
        Optional<@Size(min = 1, max = 50) String> grantNumber,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public SharingAnswer {
    missing = Copies.list(missing);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(provider);
  }

  /**
   * Without texts: they may be personal.
   *
   * @return decision and application
   */
  @Override
  public String toString() {
    return "SharingAnswer[" + decision + " " + applicationNumber + "]";
  }
}
