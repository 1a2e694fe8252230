package io.github.citydc.model.document;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDocumentNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An action on an official document during its exchange 公文流转. Which action may follow which is in
 * {@link DocumentLife}. A record is what was read or built, valid or not: required members are
 * guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param documentId document identifier 公文标识
 * @param documentNumber document number 发文字号
 * @param actionId identifier of the action 操作标识, SHA-256 of copy and step; the same however often
 *     it is told
 * @param step place of the action 操作序号, how many come before it; told by the sender of the
 *     document, who decides the order
 * @param action exchange action 流转操作
 * @param organ acting organ 操作机关
 * @param recipient recipient concerned 相对机关; the life of a document is told for each recipient
 * @param at time of the action 操作时间
 * @param operator operator 操作人
 * @param reason reason 原因, for a return or a withdrawal
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("document.action/1")
@Title(zh = "公文流转", en = "document exchange action")
@NoJurisdiction(
    value =
        "an action is part of the exchange of a document, which checks that each organ acts for itself",
    zh = "流转操作由公文流转核验各机关只以自身名义操作")
@WithBuilder
public record DocumentAction(
    @Title(zh = "公文标识", en = "document identifier") @NotBlank @Size(max = 100) String documentId,
    @Title(zh = "发文字号", en = "document number")
        Optional<@ValidDocumentNumber String> documentNumber,
    @Title(zh = "操作标识", en = "identifier of the action")
        @NotNull
        @Pattern(regexp = "sha-256:[0-9a-f]{64}")
        String actionId,
    @Title(zh = "操作序号", en = "place of the action") Optional<@PositiveOrZero Integer> step,
    @Title(zh = "流转操作", en = "exchange action") @NotNull @ValidCodeOf(CodeSetName.DOCUMENT_ACTION)
        String action,
    @Title(zh = "操作机关", en = "acting organ") @NotNull @Valid Organ organ,
    @Title(zh = "相对机关", en = "recipient concerned") Optional<@Valid Organ> recipient,
    @Title(zh = "操作时间", en = "time of the action") @NotNull @PastOrPresent OffsetDateTime at,
    @Title(zh = "操作人", en = "operator") Optional<@Size(min = 1, max = 60) String> operator,
    @Title(zh = "原因", en = "reason") Optional<@Size(min = 1, max = 500) String> reason,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public DocumentAction {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the operator.
   *
   * @return action and document
   */
  @Override
  public String toString() {
    return "DocumentAction[" + action + " " + documentId + "]";
  }
}
