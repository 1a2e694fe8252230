package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Money;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A fee 收费项目.
 *
 * @param name name 收费项目名称
 * @param amount amount 收费标准
 * @param basis basis 收费依据
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record Fee(
    @NotBlank @Size(max = 200) String name,
    @NotNull @Valid Money amount,
    @NotBlank @Size(max = 1000) String basis,
    Extensions extensions) {

  /** Sets what was left out. */
  public Fee {
    extensions = Extensions.orNone(extensions);
  }
}
