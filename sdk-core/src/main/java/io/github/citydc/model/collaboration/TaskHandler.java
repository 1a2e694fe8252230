package io.github.citydc.model.collaboration;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * A department that works on a task 承办部门.
 *
 * @param organ department 承办部门
 * @param role role 承办方式, {@code lead} 主办 or {@code assist} 协办
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record TaskHandler(
    @NotNull @Valid Organ organ,
    @NotNull @Pattern(regexp = "lead|assist") String role,
    Extensions extensions) {

  /** Sets what was left out. */
  public TaskHandler {
    extensions = Extensions.orNone(extensions);
  }
}
