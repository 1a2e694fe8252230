package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A material 申请材料 that an application needs.
 *
 * @param name name 材料名称
 * @param required whether it is required 是否必需
 * @param kind kind 材料类型, {@code original} 原件, {@code copy} 复印件, {@code original-and-copy} 原件和复印件,
 *     {@code electronic} 电子
 * @param copies number of copies 份数
 * @param source source 来源渠道
 * @param standard standard of acceptance 受理标准
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record Material(
    @NotBlank @Size(max = 300) String name,
    @NotNull Boolean required,
    Optional<@Pattern(regexp = "original|copy|original-and-copy|electronic") String> kind,
    Optional<@PositiveOrZero @Max(100) Integer> copies,
    Optional<@Size(min = 1, max = 200) String> source,
    Optional<@Size(min = 1, max = 1000) String> standard,
    Extensions extensions) {

  /** Sets what was left out. */
  public Material {
    extensions = Extensions.orNone(extensions);
  }
}
