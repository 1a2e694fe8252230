package io.github.citydc.model.document;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDocumentNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
 * @param documentId identifier of the document 公文标识
 * @param kind kind of document 文种, one of the 15 of 中办发〔2012〕14号, for example 通知
 * @param copyNumber copy number 份号, for secret documents; GB/T 9704 prints six digits
 * @param classification security classification and period 密级和保密期限, for example 机密★1年
 * @param urgency urgency 紧急程度, 特急 or 加急
 * @param authorityHeader header of the issuing authority 发文机关标志
 * @param documentNumber document number 发文字号 in its standard form, for example 穗府办〔2003〕50号
 * @param signers signers 签发人, who signed it off
 * @param title title 标题
 * @param mainRecipients main recipients 主送机关
 * @param attachmentNotes notes of attachments 附件说明
 * @param issuerName issuer name of the organ or the signer 发文机关或签发人署名
 * @param documentDate date of the document 成文日期
 * @param notes notes 附注
 * @param copyRecipients copy recipients 抄送机关
 * @param printingOrgan printing organ 印发机关
 * @param printedOn date of printing 印发日期
 * @param publicationLevel publication level 发布层次
 * @param content text 正文
 * @param fixedLayoutFile layout file 版式文件, the sealed document as OFD (GB/T 33190) or PDF
 * @param attachments attachments 附件
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("document.official-document/1")
@WithBuilder
public record OfficialDocument(
    @NotBlank @Size(max = 100) String documentId,
    @NotNull @ValidCodeOf(CodeSetName.DOCUMENT_KIND) String kind,
    Optional<@Pattern(regexp = "[0-9]{1,10}") String> copyNumber,
    Optional<@Pattern(regexp = "(绝密|机密|秘密)(★[1-9][0-9]?(年|个月))?") String> classification,
    Optional<@ValidCodeOf(CodeSetName.URGENCY) String> urgency,
    @NotBlank @Size(max = 100) String authorityHeader,
    @NotNull @ValidDocumentNumber String documentNumber,
    List<@NotBlank @Size(max = 60) String> approvedBy,
    @NotBlank @Size(max = 300) String title,
    @NotEmpty List<@NotBlank @Size(max = 200) String> mainRecipients,
    List<@NotBlank @Size(max = 300) String> attachmentNotes,
    @NotBlank @Size(max = 200) String issuerName,
    @NotNull @PastOrPresent LocalDate documentDate,
    Optional<@Size(max = 300) String> notes,
    List<@NotBlank @Size(max = 200) String> copyRecipients,
    Optional<@Size(max = 200) String> printingOrgan,
    Optional<@PastOrPresent LocalDate> printedOn,
    Optional<@Size(max = 60) String> publicationLevel,
    @NotNull @Valid DocumentContent content,
    Optional<@Valid PartReference> fixedLayoutFile,
    List<@Valid DocumentAttachment> attachments,
    Extensions extensions)
    implements Payload {

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
    return "OfficialDocument[" + documentNumber + " " + title + "]";
  }
}
