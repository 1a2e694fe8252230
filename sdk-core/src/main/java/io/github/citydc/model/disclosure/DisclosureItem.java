package io.github.citydc.model.disclosure;

import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidDocumentNumber;
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
 * @param documentNumber document number 文号
 * @param title title 名称
 * @param keywords keywords 主题词
 * @param validity validity 有效性, {@code valid} 有效, {@code invalid} 失效, {@code amended} 已修改, {@code
 *     not-yet-valid} 尚未生效
 * @param validUntil last day of validity 有效期至
 * @param url place on the web 网址
 * @param documentId identifier of the document 公文标识, if it was exchanged as one
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("disclosure.item/1")
@WithBuilder
public record DisclosureItem(
    @NotBlank @Size(max = 60) String indexNumber,
    @NotBlank @Size(max = 60) String topic,
    @NotNull @Valid Organ issuingOrgan,
    @NotNull @PastOrPresent LocalDate documentDate,
    @NotNull @PastOrPresent LocalDate publishedOn,
    Optional<@ValidDocumentNumber String> documentNumber,
    @NotBlank @Size(max = 300) String title,
    List<@NotBlank @Size(max = 60) String> keywords,
    @NotNull @Pattern(regexp = "valid|invalid|amended|not-yet-valid") String validity,
    Optional<LocalDate> validUntil,
    Optional<@Size(max = 500) @Pattern(regexp = "https?://[^ ]+") String> url,
    Optional<@Size(min = 1, max = 100) String> documentId,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public DisclosureItem {
    keywords = Copies.list(keywords);
    extensions = Extensions.orNone(extensions);
  }
}
