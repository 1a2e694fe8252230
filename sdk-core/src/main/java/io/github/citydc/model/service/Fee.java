package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Money;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A fee 收费项目.
 *
 * @param name name of the fee 收费项目名称
 * @param amount amount of the fee 收费标准
 * @param basis basis of the fee 收费依据
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "收费项目", en = "fee")
@WithBuilder
public record Fee(
    @Title(zh = "收费项目名称", en = "name of the fee") @NotBlank @Size(max = 200) String name,
    @Title(zh = "收费标准", en = "amount of the fee") @NotNull @Valid Money amount,
    @Title(zh = "收费依据", en = "basis of the fee") @NotBlank @Size(max = 1000) String basis,
    Extensions extensions) {

  /** Sets what was left out. */
  public Fee {
    extensions = Extensions.orNone(extensions);
  }
}
