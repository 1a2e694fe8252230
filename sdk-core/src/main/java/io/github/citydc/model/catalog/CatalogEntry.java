package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidResourceCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the catalog of government information resources 政务信息资源目录: the 13 items of the guide
 * of 2017 (发改高技〔2017〕1272号). A record is what was read or built, valid or not: required members are
 * guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param resourceClass class 信息资源分类（类）
 * @param resourceItem item 信息资源分类（项）
 * @param category category 信息资源分类（目）, by name
 * @param detail detail 信息资源分类（细目）, by name
 * @param name name 信息资源名称
 * @param resourceCode code 信息资源代码
 * @param provider provider 信息资源提供方, with its code 提供方代码
 * @param summary summary 信息资源摘要
 * @param format format 信息资源格式
 * @param dataItems data items 信息项信息
 * @param sharing share properties 共享属性
 * @param openness open properties 开放属性
 * @param updateCycle update cycle 更新周期
 * @param publishedOn date of publication 发布日期
 * @param relatedCodes codes of related resources 关联资源代码
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("catalog.entry/1")
@WithBuilder
public record CatalogEntry(
    @NotNull @ValidCodeOf(CodeSetName.RESOURCE_CLASS) String resourceClass,
    Optional<@ValidCodeOf(CodeSetName.CATALOG_ITEM) String> resourceItem,
    Optional<@Size(min = 1, max = 100) String> category,
    Optional<@Size(min = 1, max = 100) String> detail,
    @NotBlank @Size(max = 200) String name,
    @NotNull @ValidResourceCode String resourceCode,
    @NotNull @Valid Organ provider,
    @NotBlank @Size(max = 2000) String summary,
    @NotNull @ValidCodeOf(CodeSetName.RESOURCE_FORMAT) String format,
    @NotEmpty List<@Valid DataItem> dataItems,
    @NotNull @Valid Sharing sharing,
    @NotNull @Valid Openness openness,
    @NotNull @ValidCodeOf(CodeSetName.UPDATE_CYCLE) String updateCycle,
    @NotNull @PastOrPresent LocalDate publishedOn,
    List<@ValidResourceCode String> relatedCodes,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public CatalogEntry {
    dataItems = Copies.list(dataItems);
    relatedCodes = Copies.list(relatedCodes);
    extensions = Extensions.orNone(extensions);
  }
}
