package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A material 申请材料 that an application needs, GB/T 39046-2020, table 4.
 *
 * @param name name of the material 材料名称
 * @param required required or not 是否必备材料
 * @param kind form of the material 材料形式
 * @param originals number of originals 原件份数
 * @param copies number of copies 复印件份数
 * @param source source of the material 来源渠道
 * @param issuer issuing organ 出具机构
 * @param issuedWithin required time of issue 出具时间要求
 * @param howToObtain how to obtain the material 材料办理说明
 * @param whereToObtain where to obtain the material 材料办理地点
 * @param usage how the material is used 材料使用说明
 * @param standard standard of acceptance 受理标准
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "申请材料", en = "application material")
@WithBuilder
public record Material(
    @Title(zh = "材料名称", en = "name of the material") @NotBlank @Size(max = 300) String name,
    @Title(zh = "是否必备材料", en = "required or not") @NotNull Boolean required,
    @Title(zh = "材料形式", en = "form of the material")
        Optional<@ValidCodeOf(CodeSetName.MATERIAL_KIND) String> kind,
    @Title(zh = "原件份数", en = "number of originals")
        Optional<@PositiveOrZero @Max(100) Integer> originals,
    @Title(zh = "复印件份数", en = "number of copies")
        Optional<@PositiveOrZero @Max(100) Integer> copies,
    @Title(zh = "来源渠道", en = "source of the material")
        Optional<@Size(min = 1, max = 200) String> source,
    @Title(zh = "出具机构", en = "issuing organ") Optional<@Valid Organ> issuer,
    @Title(zh = "出具时间要求", en = "required time of issue")
        Optional<@Size(min = 1, max = 300) String> issuedWithin,
    @Title(zh = "材料办理说明", en = "how to obtain the material")
        Optional<@Size(min = 1, max = 1000) String> howToObtain,
    @Title(zh = "材料办理地点", en = "where to obtain the material")
        Optional<@Size(min = 1, max = 400) String> whereToObtain,
    @Title(zh = "材料使用说明", en = "how the material is used")
        Optional<@Size(min = 1, max = 1000) String> usage,
    @Title(zh = "受理标准", en = "standard of acceptance")
        Optional<@Size(min = 1, max = 1000) String> standard,
    Extensions extensions) {

  /** Sets what was left out. */
  public Material {
    extensions = Extensions.orNone(extensions);
  }
}
