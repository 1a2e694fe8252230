package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * An additional item on the face of an electronic certificate 业务照面项, GB/T 36903 (KZ_).
 *
 * @param name name 照面项名称
 * @param value value 照面项内容
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record FaceItem(
    @NotBlank @Size(max = 100) String name,
    @NotNull @Size(max = 2000) String value,
    Extensions extensions) {

  /** Sets what was left out. */
  public FaceItem {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the value: it may be personal.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return "FaceItem[" + name + "]";
  }
}
