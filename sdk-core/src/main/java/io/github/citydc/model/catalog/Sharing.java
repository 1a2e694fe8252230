package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The sharing terms of an information resource 共享属性.
 *
 * @param type share type 共享类型
 * @param condition condition of sharing 共享条件; for share type 3 the law it rests on
 * @param mode mode of sharing 共享方式, the sharing platform before other media
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "共享属性", en = "sharing terms")
@WithBuilder
public record Sharing(
    @Title(zh = "共享类型", en = "share type") @NotNull @ValidCodeOf(CodeSetName.SHARE_TYPE)
        String type,
    @Title(zh = "共享条件", en = "condition of sharing")
        Optional<@Size(min = 1, max = 1000) String> condition,
    @Title(zh = "共享方式", en = "mode of sharing") Optional<@Size(min = 1, max = 200) String> mode,
    Extensions extensions) {

  /** Sets what was left out. */
  public Sharing {
    extensions = Extensions.orNone(extensions);
  }
}
