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
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidPresence;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A result of a correction 校核结果: what the provider found, and what it has corrected (Decree 809,
 * art. 26). A record is what was read or built, valid or not: required members are guaranteed to be
 * there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param correctionNumber number of the correction 校核编号
 * @param provider providing department 提供部门
 * @param outcome outcome 校核结论
 * @param at time of the answer 答复时间
 * @param explanation explanation 校核说明
 * @param correctedAt time of correction 更正时间; required if something was corrected
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("sharing.correction-result/1")
@Title(zh = "校核结果", en = "result of a correction")
@ValidPresence(
    member = "correctedAt",
    when = "outcome",
    is = {"corrected", "corrected-in-part"})
@ValidOrder({"correctedAt", "at"})
@WithBuilder
public record CorrectionResult(
    @Title(zh = "校核编号", en = "number of the correction") @NotBlank @Size(max = 50)
        String correctionNumber,
    @Title(zh = "提供部门", en = "providing department") @NotNull @Valid Organ provider,
    @Title(zh = "校核结论", en = "outcome") @NotNull @ValidCodeOf(CodeSetName.CORRECTION_OUTCOME)
        String outcome,
    @Title(zh = "答复时间", en = "time of the answer") @NotNull @PastOrPresent OffsetDateTime at,
    @Title(zh = "校核说明", en = "explanation") @NotBlank @Size(max = 4000) String explanation,
    @Title(zh = "更正时间", en = "time of correction")
        Optional<@PastOrPresent OffsetDateTime> correctedAt,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public CorrectionResult {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(provider);
  }

  /**
   * Without texts: they may be personal.
   *
   * @return outcome and number
   */
  @Override
  public String toString() {
    return "CorrectionResult[" + outcome + " " + correctionNumber + "]";
  }
}
