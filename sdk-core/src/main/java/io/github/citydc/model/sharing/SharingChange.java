package io.github.citydc.model.sharing;

import io.github.citydc.code.CodeSetName;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A change of a grant 授权变更: suspended, resumed, changed or ended, and why (Decree 809, art. 27).
 * Its steps are in {@link GrantLife}. A record is what was read or built, valid or not: required
 * members are guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has
 * accepted it.
 *
 * @param changeNumber number of the change 变更编号
 * @param grantNumber number of the grant 授权编号
 * @param organ deciding organ 变更部门, the provider or the authority
 * @param action kind of change 变更类型
 * @param ground ground of the change 变更事由
 * @param at time of the change 变更时间
 * @param reason reason 理由
 * @param mendBy term to mend 整改期限; required if the grant is suspended
 * @param consultedOn day of consultation 协商日期; required if the provider changes or ends the service
 *     for a reason of its own
 * @param reportedTo informed authority 报告的主管部门; required if the provider changes or ends the
 *     service for a reason of its own
 * @param version version of the grant 授权版本, which is the next one; required if the grant is changed
 * @param disposal demanded disposal of the data 数据处置要求
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("sharing.change/1")
@Title(zh = "授权变更", en = "change of a grant")
@ValidPresence(member = "mendBy", when = "action", is = "suspended")
@ValidPresence(member = "version", when = "action", is = "changed")
@ValidPresence(member = "consultedOn", when = "ground", is = "provider-reason")
@ValidPresence(member = "reportedTo", when = "ground", is = "provider-reason")
@WithBuilder
public record SharingChange(
    @Title(zh = "变更编号", en = "number of the change") @NotBlank @Size(max = 50) String changeNumber,
    @Title(zh = "授权编号", en = "number of the grant") @NotBlank @Size(max = 50) String grantNumber,
    @Title(zh = "变更部门", en = "deciding organ") @NotNull @Valid Organ organ,
    @Title(zh = "变更类型", en = "kind of change") @NotNull @ValidCodeOf(CodeSetName.GRANT_CHANGE)
        String action,
    @Title(zh = "变更事由", en = "ground of the change")
        @NotNull
        @ValidCodeOf(CodeSetName.GRANT_CHANGE_GROUND)
        String ground,
    @Title(zh = "变更时间", en = "time of the change") @NotNull @PastOrPresent OffsetDateTime at,
    @Title(zh = "理由", en = "reason") @NotBlank @Size(max = 2000) String reason,
    @Title(zh = "整改期限", en = "term to mend") Optional<LocalDate> mendBy,
    @Title(zh = "协商日期", en = "day of consultation") Optional<@PastOrPresent LocalDate> consultedOn,
    @Title(zh = "报告的主管部门", en = "informed authority") Optional<@Valid Organ> reportedTo,
    @Title(zh = "授权版本", en = "version of the grant") Optional<@Positive Integer> version,
    @Title(zh = "数据处置要求", en = "demanded disposal of the data")
        Optional<@Size(min = 1, max = 1000) String> disposal,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public SharingChange {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(organ);
  }

  /**
   * Without texts: they may be personal.
   *
   * @return action and grant
   */
  @Override
  public String toString() {
    return "SharingChange[" + action + " " + grantNumber + "]";
  }
}
