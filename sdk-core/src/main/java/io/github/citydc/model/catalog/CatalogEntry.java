package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidOrder;
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
 * of 2017 (发改高技〔2017〕1272号), and what Decree 809 adds in articles 13 to 19. A record is what was
 * read or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param resourceClass class of the resource 信息资源分类（类）
 * @param resourceItem item of the resource 信息资源分类（项）
 * @param category category of the resource 信息资源分类（目）, by name
 * @param detail subcategory of the resource 信息资源分类（细目）, by name
 * @param name name of the resource 信息资源名称
 * @param resourceCode code of the resource 信息资源代码
 * @param provider provider of the resource 信息资源提供方, with its code 提供方代码
 * @param summary summary of the resource 信息资源摘要
 * @param format format of the resource 信息资源格式
 * @param dataItems data items 信息项信息
 * @param sharing sharing terms 共享属性
 * @param openness openness 开放属性
 * @param updateCycle update cycle 更新周期
 * @param publishedOn date of publication 发布日期
 * @param relatedCodes codes of related resources 关联资源代码
 * @param grading classification and grade 分类分级
 * @param leadSource lead source 数源部门, which provides for all that several departments collect
 * @param updateDuty department with the duty to update 更新责任部门
 * @param reviews steps of the review 审核过程, oldest first
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("catalog.entry/1")
@Title(zh = "政务信息资源目录", en = "catalog entry of a government information resource")
@ValidOrder("reviews.at")
@WithBuilder
public record CatalogEntry(
    @Title(zh = "信息资源分类（类）", en = "class of the resource")
        @NotNull
        @ValidCodeOf(CodeSetName.RESOURCE_CLASS)
        String resourceClass,
    @Title(zh = "信息资源分类（项）", en = "item of the resource")
        Optional<@ValidCodeOf(CodeSetName.CATALOG_ITEM) String> resourceItem,
    @Title(zh = "信息资源分类（目）", en = "category of the resource")
        Optional<@Size(min = 1, max = 100) String> category,
    @Title(zh = "信息资源分类（细目）", en = "subcategory of the resource")
        Optional<@Size(min = 1, max = 100) String> detail,
    @Title(zh = "信息资源名称", en = "name of the resource") @NotBlank @Size(max = 200) String name,
    @Title(zh = "信息资源代码", en = "code of the resource") @NotNull @ValidResourceCode
        String resourceCode,
    @Title(zh = "信息资源提供方", en = "provider of the resource") @NotNull @Valid Organ provider,
    @Title(zh = "信息资源摘要", en = "summary of the resource") @NotBlank @Size(max = 2000)
        String summary,
    @Title(zh = "信息资源格式", en = "format of the resource")
        @NotNull
        @ValidCodeOf(CodeSetName.RESOURCE_FORMAT)
        String format,
    @Title(zh = "信息项信息", en = "data items") @NotEmpty List<@Valid DataItem> dataItems,
    @Title(zh = "共享属性", en = "sharing terms") @NotNull @Valid Sharing sharing,
    @Title(zh = "开放属性", en = "openness") @NotNull @Valid Openness openness,
    @Title(zh = "更新周期", en = "update cycle") @NotNull @ValidCodeOf(CodeSetName.UPDATE_CYCLE)
        String updateCycle,
    @Title(zh = "发布日期", en = "date of publication") @NotNull @PastOrPresent LocalDate publishedOn,
    @Title(zh = "关联资源代码", en = "codes of related resources")
        List<@ValidResourceCode String> relatedCodes,
    @Title(zh = "分类分级", en = "classification and grade") @NotNull @Valid Grading grading,
    @Title(zh = "数源部门", en = "lead source") Optional<@Valid Organ> leadSource,
    @Title(zh = "更新责任部门", en = "department with the duty to update")
        Optional<@Valid Organ> updateDuty,
    @Title(zh = "审核过程", en = "steps of the review") List<@Valid CatalogReview> reviews,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public CatalogEntry {
    dataItems = Copies.list(dataItems);
    relatedCodes = Copies.list(relatedCodes);
    reviews = Copies.list(reviews);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(provider);
  }
}
