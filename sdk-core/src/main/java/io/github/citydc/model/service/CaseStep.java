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
 * A step 办理环节 of a service case, GB/T 39046-2020, table 7; C 0109 (up_pro_process). Which step may
 * follow which is in {@link CaseLife}.
 *
 * @param step kind of step 环节类型
 * @param name name of the step 环节名称, as the handling system calls it (process_name)
 * @param action action taken 业务动作 (event_name)
 * @param state state of the step 环节办理状态
 * @param startedAt start of the step 环节开始时间 (event_start_time)
 * @param endedAt end of the step 环节结束时间 (event_end_time)
 * @param organ handling organ 处理单位
 * @param officer handling officer 环节处理人 (handle_user_name)
 * @param explanation opinion of the officer 环节处理意见 (handle_explain)
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "办理环节", en = "step of a service case")
@ValidOrder({"startedAt", "endedAt"})
@WithBuilder
public record CaseStep(
    @Title(zh = "环节类型", en = "kind of step") @NotNull @ValidCodeOf(CodeSetName.CASE_STEP)
        String step,
    @Title(zh = "环节名称", en = "name of the step") Optional<@Size(min = 1, max = 100) String> name,
    @Title(zh = "业务动作", en = "action taken")
        Optional<@ValidCodeOf(CodeSetName.STEP_ACTION) String> action,
    @Title(zh = "环节办理状态", en = "state of the step")
        Optional<@ValidCodeOf(CodeSetName.STEP_STATE) String> state,
    @Title(zh = "环节开始时间", en = "start of the step") @NotNull @PastOrPresent
        OffsetDateTime startedAt,
    @Title(zh = "环节结束时间", en = "end of the step") Optional<@PastOrPresent OffsetDateTime> endedAt,
    @Title(zh = "处理单位", en = "handling organ") Optional<@Valid Organ> organ,
    @Title(zh = "环节处理人", en = "handling officer") Optional<@Size(min = 1, max = 60) String> officer,
    @Title(zh = "环节处理意见", en = "opinion of the officer")
        Optional<@Size(min = 1, max = 2000) String> explanation,
    Extensions extensions) {

  /** Sets what was left out. */
  public CaseStep {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the officer.
   *
   * @return the step
   */
  @Override
  public String toString() {
    return "CaseStep[" + step + "]";
  }
}
