package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A step 办理环节 of a service case, C 0109 (up_pro_process). Which step may follow which is in {@link
 * CaseLife}.
 *
 * @param step step 办理环节, {@code apply} 申请, {@code accept} 受理, {@code reject} 不予受理, {@code
 *     supplement} 补正, {@code review} 审查, {@code special} 特别程序, {@code decide} 办结, {@code deliver}
 *     送达, {@code withdraw} 撤回
 * @param startedAt start 开始时间 (event_start_time)
 * @param endedAt end 结束时间 (event_end_time)
 * @param organ organ 办理部门
 * @param officer officer 办理人 (handle_user_name)
 * @param explanation explanation 办理意见 (handle_explain)
 * @param extensions members this version does not know, kept as they came
 */
@ValidOrder({"startedAt", "endedAt"})
@WithBuilder
public record CaseStep(
    @NotNull
        @Pattern(regexp = "apply|accept|reject|supplement|review|special|decide|deliver|withdraw")
        String step,
    @NotNull @PastOrPresent OffsetDateTime startedAt,
    Optional<@PastOrPresent OffsetDateTime> endedAt,
    Optional<@Valid Organ> organ,
    Optional<@Size(min = 1, max = 60) String> officer,
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
