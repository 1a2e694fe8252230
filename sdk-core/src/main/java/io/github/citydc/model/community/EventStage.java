package io.github.citydc.model.community;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A stage 处置阶段 of a city event. Which stage may follow which is in {@link EventLife}.
 *
 * @param stage stage 阶段, {@code reported} 信息采集, {@code registered} 立案, {@code dismissed} 不予立案,
 *     {@code dispatched} 任务派遣, {@code handled} 处置反馈, {@code verified} 核查通过, {@code rejected} 核查不通过,
 *     {@code closed} 结案
 * @param at time 时间
 * @param organ organ 责任部门
 * @param officer officer 经办人
 * @param note note 意见
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record EventStage(
    @NotNull
        @Pattern(
            regexp = "reported|registered|dismissed|dispatched|handled|verified|rejected|closed")
        String stage,
    @NotNull @PastOrPresent OffsetDateTime at,
    @NotNull @Valid Organ organ,
    Optional<@Size(min = 1, max = 60) String> officer,
    Optional<@Size(min = 1, max = 1000) String> note,
    Extensions extensions) {

  /** Sets what was left out. */
  public EventStage {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the officer.
   *
   * @return the stage
   */
  @Override
  public String toString() {
    return "EventStage[" + stage + "]";
  }
}
