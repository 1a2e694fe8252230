package io.github.citydc.model.catalog;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The openness of an information resource to the public 开放属性.
 *
 * @param open whether it is open 是否向社会开放
 * @param condition condition 开放条件
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record Openness(
    @NotNull Boolean open,
    Optional<@Size(min = 1, max = 1000) String> condition,
    Extensions extensions) {

  /** Sets what was left out. */
  public Openness {
    extensions = Extensions.orNone(extensions);
  }
}
