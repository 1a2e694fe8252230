package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A data item 信息项 of an information resource.
 *
 * @param name name 信息项名称
 * @param type data type 数据类型
 * @param length length 数据长度
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record DataItem(
    @NotBlank @Size(max = 100) String name,
    @NotNull @ValidCodeOf(CodeSetName.ITEM_DATA_TYPE) String type,
    Optional<@Positive Integer> length,
    Extensions extensions) {

  /** Sets what was left out. */
  public DataItem {
    extensions = Extensions.orNone(extensions);
  }
}
