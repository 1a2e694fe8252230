package io.github.citydc.model.disclosure;

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
import io.github.citydc.validation.ValidDocumentNumber;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the catalog of disclosed government information 政府信息公开目录. A record is what was read
 * or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param indexNumber index number 索引号
 * @param topic topic 主题分类, by name
 * @param issuingOrgan issuing organ 发布机构
 * @param documentDate date of the document 成文日期
 * @param publishedOn date of publication 发布日期
 * @param documentNumber document number 文号, also of an order or announcement: 国务院令第750号
 * @param title title of the information 名称
 * @param keywords keywords 主题词
 * @param validity validity 有效性
 * @param validUntil last day of validity 有效期至
 * @param url web address 网址
 * @param documentId document identifier 公文标识, if it was exchanged as one
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("disclosure.item/1")
@Title(zh = "政府信息公开目录", en = "catalog entry of disclosed government information")
@ValidOrder({"documentDate", "publishedOn"})
@ValidOrder({"documentDate", "validUntil"})
@WithBuilder
public record DisclosureItem(
    @Title(zh = "索引号", en = "index number") @NotBlank @Size(max = 60) String indexNumber,
    @Title(zh = "主题分类", en = "topic") @NotBlank @Size(max = 60) String topic,
    @Title(zh = "发布机构", en = "issuing organ") @NotNull @Valid Organ issuingOrgan,
    @Title(zh = "成文日期", en = "date of the document") @NotNull @PastOrPresent LocalDate documentDate,
    @Title(zh = "发布日期", en = "date of publication") @NotNull @PastOrPresent LocalDate publishedOn,
    @Title(zh = "文号", en = "document number") Optional<@ValidDocumentNumber String> documentNumber,
    @Title(zh = "名称", en = "title of the information") @NotBlank @Size(max = 300) String title,
    @Title(zh = "主题词", en = "keywords") List<@NotBlank @Size(max = 60) String> keywords,
    @Title(zh = "有效性", en = "validity") @NotNull @ValidCodeOf(CodeSetName.DISCLOSURE_VALIDITY)
        String validity,
    @Title(zh = "有效期至", en = "last day of validity") Optional<LocalDate> validUntil,
    @Title(zh = "网址", en = "web address")
        Optional<@Size(max = 500) @Pattern(regexp = "https?://[^ ]+") String> url,
    @Title(zh = "公文标识", en = "document identifier")
        Optional<@Size(min = 1, max = 100) String> documentId,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public DisclosureItem {
    keywords = Copies.list(keywords);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(issuingOrgan);
  }
}
