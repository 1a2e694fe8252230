package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The sharing terms of an information resource 共享属性.
 *
 * @param type share type 共享类型
 * @param condition condition 共享条件; for share type 3 the law it rests on
 * @param mode mode 共享方式, the sharing platform before other media
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record Sharing(
    @NotNull @ValidCodeOf(CodeSetName.SHARE_TYPE) String type,
    Optional<@Size(min = 1, max = 1000) String> condition,
    Optional<@Size(min = 1, max = 200) String> mode,
    Extensions extensions) {

  /** Sets what was left out. */
  public Sharing {
    extensions = Extensions.orNone(extensions);
  }
}
