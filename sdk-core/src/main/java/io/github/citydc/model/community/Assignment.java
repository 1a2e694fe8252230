package io.github.citydc.model.community;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An assignment of an event to an organ 交办.
 *
 * @param organ responsible organ 承办单位
 * @param assignedAt time of the assignment 交办时间
 * @param dueAt due time 办理时限
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "交办", en = "assignment")
@ValidOrder({"assignedAt", "dueAt"})
@WithBuilder
public record Assignment(
    @Title(zh = "承办单位", en = "responsible organ") @NotNull @Valid Organ organ,
    @Title(zh = "交办时间", en = "time of the assignment") @NotNull @PastOrPresent
        OffsetDateTime assignedAt,
    @Title(zh = "办理时限", en = "due time") Optional<OffsetDateTime> dueAt,
    Extensions extensions) {

  /** Sets what was left out. */
  public Assignment {
    extensions = Extensions.orNone(extensions);
  }
}
