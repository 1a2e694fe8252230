package io.github.citydc.model.certificate;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * An additional item on the face of an electronic certificate 照面拓展信息项, GB/T 36903 (KZ_).
 *
 * @param name name of the face item 照面拓展信息项名称
 * @param value value of the face item 照面拓展信息项内容
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "照面拓展信息项", en = "face item of an electronic certificate")
@WithBuilder
public record FaceItem(
    @Title(zh = "照面拓展信息项名称", en = "name of the face item") @NotBlank @Size(max = 100) String name,
    @Title(zh = "照面拓展信息项内容", en = "value of the face item") @NotNull @Size(max = 2000) String value,
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
