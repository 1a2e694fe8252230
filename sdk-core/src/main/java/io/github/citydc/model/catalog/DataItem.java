package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A data item 信息项 of an information resource.
 *
 * @param name name of the data item 信息项名称
 * @param type data type 数据类型
 * @param length length of the data 数据长度
 * @param member member of the payload 数据成员, as a path with dots; by default the name of the item
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "信息项", en = "data item")
@WithBuilder
public record DataItem(
    @Title(zh = "信息项名称", en = "name of the data item") @NotBlank @Size(max = 100) String name,
    @Title(zh = "数据类型", en = "data type") @NotNull @ValidCodeOf(CodeSetName.ITEM_DATA_TYPE)
        String type,
    @Title(zh = "数据长度", en = "length of the data") Optional<@Positive Integer> length,
    @Title(zh = "数据成员", en = "member of the payload")
        Optional<
                @Pattern(regexp = "[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z][A-Za-z0-9-]*)*")
                @Size(max = 200) String>
            member,
    Extensions extensions) {

  /** Sets what was left out. */
  public DataItem {
    extensions = Extensions.orNone(extensions);
  }
}
