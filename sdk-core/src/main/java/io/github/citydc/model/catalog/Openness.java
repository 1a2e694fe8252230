package io.github.citydc.model.catalog;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The openness of an information resource to the public 开放属性.
 *
 * @param open open to the public or not 是否向社会开放
 * @param condition condition of openness 开放条件
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "开放属性", en = "openness")
@WithBuilder
public record Openness(
    @Title(zh = "是否向社会开放", en = "open to the public or not") @NotNull Boolean open,
    @Title(zh = "开放条件", en = "condition of openness")
        Optional<@Size(min = 1, max = 1000) String> condition,
    Extensions extensions) {

  /** Sets what was left out. */
  public Openness {
    extensions = Extensions.orNone(extensions);
  }
}
