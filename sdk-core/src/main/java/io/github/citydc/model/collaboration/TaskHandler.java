package io.github.citydc.model.collaboration;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * A department that works on a task 承办部门.
 *
 * @param organ handling department 承办部门
 * @param role role in the task 承办方式
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "承办部门", en = "handling department")
@WithBuilder
public record TaskHandler(
    @Title(zh = "承办部门", en = "handling department") @NotNull @Valid Organ organ,
    @Title(zh = "承办方式", en = "role in the task") @NotNull @ValidCodeOf(CodeSetName.TASK_ROLE)
        String role,
    Extensions extensions) {

  /** Sets what was left out. */
  public TaskHandler {
    extensions = Extensions.orNone(extensions);
  }
}
