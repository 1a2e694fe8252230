package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The classification and grade of the data of a resource 分类分级 (Decree 809, art. 13).
 *
 * @param classification class of the data 数据类别, by name
 * @param grade grade of the data 数据级别
 * @param level level of the local standard 地方级别, such as L3
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "分类分级", en = "classification and grade")
@WithBuilder
public record Grading(
    @Title(zh = "数据类别", en = "class of the data") @NotBlank @Size(max = 100) String classification,
    @Title(zh = "数据级别", en = "grade of the data") @NotNull @ValidCodeOf(CodeSetName.DATA_GRADE)
        String grade,
    @Title(zh = "地方级别", en = "level of the local standard")
        Optional<@Size(min = 1, max = 20) String> level,
    Extensions extensions) {

  /** Sets what was left out. */
  public Grading {
    extensions = Extensions.orNone(extensions);
  }
}
