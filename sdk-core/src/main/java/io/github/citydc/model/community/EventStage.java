package io.github.citydc.model.community;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A stage 案件处置阶段 of a city event. Which stage may follow which is in {@link EventLife}.
 *
 * @param stage stage 阶段
 * @param at time of the stage 时间
 * @param organ responsible department 责任部门
 * @param officer handling officer 经办人
 * @param note opinion 意见
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "案件处置阶段", en = "stage of an event")
@WithBuilder
public record EventStage(
    @Title(zh = "阶段", en = "stage") @NotNull @ValidCodeOf(CodeSetName.EVENT_STAGE) String stage,
    @Title(zh = "时间", en = "time of the stage") @NotNull @PastOrPresent OffsetDateTime at,
    @Title(zh = "责任部门", en = "responsible department") @NotNull @Valid Organ organ,
    @Title(zh = "经办人", en = "handling officer") Optional<@Size(min = 1, max = 60) String> officer,
    @Title(zh = "意见", en = "opinion") Optional<@Size(min = 1, max = 1000) String> note,
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
