package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A special procedure 特别程序 within a service case, such as an inspection, a hearing or an extension,
 * GB/T 39046-2020, table 7; C 0109 (up_pro_special_procedure).
 *
 * @param kind kind of special procedure 特别程序种类, GB/T 39046, A.7 (special_type)
 * @param name name of the special procedure 特别程序种类名称 (special_name)
 * @param startedAt start of the special procedure 特别程序开始时间 (special_time)
 * @param reason reason or basis 特别程序启动理由或依据 (special_reason)
 * @param requestedBy requester of the special procedure 特别程序申请人
 * @param endedAt end of the special procedure 特别程序结束时间 (end_time)
 * @param result result of the special procedure 特别程序结果, what the check, hearing or expert found
 * @param opinion opinion on the special procedure 特别程序办理意见
 * @param organ handling organ 办理单位
 * @param officer handling officer 办理人
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "特别程序", en = "special procedure")
@ValidOrder({"startedAt", "endedAt"})
@WithBuilder
public record SpecialProcedure(
    @Title(zh = "特别程序种类", en = "kind of special procedure")
        @NotNull
        @ValidCodeOf(CodeSetName.SPECIAL_PROCEDURE)
        String kind,
    @Title(zh = "特别程序种类名称", en = "name of the special procedure")
        Optional<@Size(min = 1, max = 100) String> name,
    @Title(zh = "特别程序开始时间", en = "start of the special procedure") @NotNull @PastOrPresent
        OffsetDateTime startedAt,
    @Title(zh = "特别程序启动理由或依据", en = "reason or basis")
        Optional<@Size(min = 1, max = 4000) String> reason,
    @Title(zh = "特别程序申请人", en = "requester of the special procedure")
        Optional<@Size(min = 1, max = 60) String> requestedBy,
    @Title(zh = "特别程序结束时间", en = "end of the special procedure")
        Optional<@PastOrPresent OffsetDateTime> endedAt,
    @Title(zh = "特别程序结果", en = "result of the special procedure")
        Optional<@Size(min = 1, max = 4000) String> result,
    @Title(zh = "特别程序办理意见", en = "opinion on the special procedure")
        Optional<@Size(min = 1, max = 4000) String> opinion,
    @Title(zh = "办理单位", en = "handling organ") Optional<@Valid Organ> organ,
    @Title(zh = "办理人", en = "handling officer") Optional<@Size(min = 1, max = 60) String> officer,
    Extensions extensions) {

  /** Sets what was left out. */
  public SpecialProcedure {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without anybody's name.
   *
   * @return the kind
   */
  @Override
  public String toString() {
    return "SpecialProcedure[" + kind + "]";
  }
}
