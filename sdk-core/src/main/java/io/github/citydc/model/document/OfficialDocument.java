package io.github.citydc.model.document;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.DocumentHeader;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDocumentHeader;
import io.github.citydc.validation.ValidDocumentNumber;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidSecrecy;
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
 * An official document 公文 with the 18 core elements of GB/T 33480-2016, in the order of that
 * standard, its text, and its files. A record is what was read or built, valid or not: required
 * members are guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has
 * accepted it.
 *
 * @param documentId document identifier 公文标识
 * @param kind kind of document 文种, one of the 15 of 中办发〔2012〕14号, for example 通知
 * @param copyNumber copy number 份号; GB/T 9704 prints six digits
 * @param classification security classification and period 密级和保密期限; a document with 绝密, 机密 or 秘密 is
 *     refused, see {@link ValidSecrecy}
 * @param urgency urgency 紧急程度, 特急 or 加急
 * @param authorityHeader issuing authority header 发文机关标志
 * @param documentNumber document number 发文字号, for example 穗府办〔2003〕50号, or the number of an order
 *     or announcement, for example 国务院令第750号; {@link io.github.citydc.code.DocumentKind#isNumbered
 *     some kinds} must have one
 * @param approvedBy approved by 签发人
 * @param title title of the document 标题
 * @param mainRecipients main recipients 主送机关; {@link
 *     io.github.citydc.code.DocumentKind#hasRecipients some kinds} must have them
 * @param attachmentNotes attachment notes 附件说明
 * @param issuerName issuer name 发文机关或签发人署名
 * @param documentDate date of the document 成文日期
 * @param notes notes 附注
 * @param copyRecipients copy recipients 抄送机关
 * @param printingOrgan printing organ 印发机关
 * @param printedOn date of printing 印发日期
 * @param publicationLevel publication level 发布层次
 * @param content text of the document 正文
 * @param fixedLayoutFile fixed-layout file 版式文件, the sealed document as OFD (GB/T 33190) or PDF
 * @param attachments attachments 附件
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("document.official-document/1")
@Title(zh = "公文", en = "official document")
@ValidDocumentHeader
@ValidOrder({"documentDate", "printedOn"})
@NoJurisdiction(
    value =
        "a document comes from any organ to any other one; its exchange checks that each organ acts for itself",
    zh = "公文可由任何机关发往任何机关，流转时核验各机关只以自身名义操作")
@WithBuilder
public record OfficialDocument(
    @Title(zh = "公文标识", en = "document identifier") @NotBlank @Size(max = 100) String documentId,
    @Title(zh = "文种", en = "kind of document") @NotNull @ValidCodeOf(CodeSetName.DOCUMENT_KIND)
        String kind,
    @Title(zh = "份号", en = "copy number")
        Optional<@Pattern(regexp = "[0-9]{1,10}") String> copyNumber,
    @Title(zh = "密级和保密期限", en = "security classification and period")
        Optional<@ValidSecrecy @Size(min = 1, max = 30) String> classification,
    @Title(zh = "紧急程度", en = "urgency") Optional<@ValidCodeOf(CodeSetName.URGENCY) String> urgency,
    @Title(zh = "发文机关标志", en = "issuing authority header")
        @NotBlank
        @Size(max = 100)
        @ValidSecrecy(inText = true)
        String authorityHeader,
    @Title(zh = "发文字号", en = "document number")
        Optional<@ValidDocumentNumber String> documentNumber,
    @Title(zh = "签发人", en = "approved by") List<@NotBlank @Size(max = 60) String> approvedBy,
    @Title(zh = "标题", en = "title of the document")
        @NotBlank
        @Size(max = 300)
        @ValidSecrecy(inText = true)
        String title,
    @Title(zh = "主送机关", en = "main recipients")
        List<@NotBlank @Size(max = 200) String> mainRecipients,
    @Title(zh = "附件说明", en = "attachment notes")
        List<@NotBlank @Size(max = 300) @ValidSecrecy(inText = true) String> attachmentNotes,
    @Title(zh = "发文机关或签发人署名", en = "issuer name") @NotBlank @Size(max = 200) String issuerName,
    @Title(zh = "成文日期", en = "date of the document") @NotNull @PastOrPresent LocalDate documentDate,
    @Title(zh = "附注", en = "notes")
        Optional<@Size(max = 300) @ValidSecrecy(inText = true) String> notes,
    @Title(zh = "抄送机关", en = "copy recipients")
        List<@NotBlank @Size(max = 200) String> copyRecipients,
    @Title(zh = "印发机关", en = "printing organ") Optional<@Size(max = 200) String> printingOrgan,
    @Title(zh = "印发日期", en = "date of printing") Optional<@PastOrPresent LocalDate> printedOn,
    @Title(zh = "发布层次", en = "publication level")
        Optional<@Size(max = 60) @ValidSecrecy String> publicationLevel,
    @Title(zh = "正文", en = "text of the document") @NotNull @Valid DocumentContent content,
    @Title(zh = "版式文件", en = "fixed-layout file") Optional<@Valid PartReference> fixedLayoutFile,
    @Title(zh = "附件", en = "attachments") List<@Valid DocumentAttachment> attachments,
    Extensions extensions)
    implements Payload, DocumentHeader {

  /** Copies the lists and sets what was left out. */
  public OfficialDocument {
    approvedBy = Copies.list(approvedBy);
    mainRecipients = Copies.list(mainRecipients);
    attachmentNotes = Copies.list(attachmentNotes);
    copyRecipients = Copies.list(copyRecipients);
    attachments = Copies.list(attachments);
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Number and title.
   *
   * @return what people call the document by
   */
  @Override
  public String toString() {
    return "OfficialDocument["
        + documentNumber.map(number -> number + " ").orElse("")
        + title
        + "]";
  }
}
