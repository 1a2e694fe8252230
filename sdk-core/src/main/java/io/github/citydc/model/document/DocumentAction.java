package io.github.citydc.model.document;

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
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An action on an official document during its exchange 公文流转. Which action may follow which is in
 * {@link DocumentLife}. A record is what was read or built, valid or not: required members are
 * guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param documentId identifier of the document 公文标识
 * @param documentNumber document number 发文字号
 * @param actionId identifier of the action 操作标识, SHA-256 of copy and step; the same however often
 *     it is told
 * @param step place of the action 操作序号, how many come before it; told by the sender of the
 *     document, who decides the order
 * @param action action 流转操作, {@code sent} 发送, {@code received} 接收, {@code signed-for} 签收, {@code
 *     returned} 退回, {@code withdrawn} 撤回, {@code reminded} 催办
 * @param organ acting organ 操作机关
 * @param recipient recipient concerned 相对机关; the life of a document is told for each recipient
 * @param at time 操作时间
 * @param operator operator 操作人
 * @param reason reason 原因, for a return or a withdrawal
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("document.action/1")
@WithBuilder
public record DocumentAction(
    @NotBlank @Size(max = 100) String documentId,
    Optional<@ValidDocumentNumber String> documentNumber,
    @NotNull @Pattern(regexp = "sha-256:[0-9a-f]{64}") String actionId,
    Optional<@PositiveOrZero Integer> step,
    @NotNull @Pattern(regexp = "sent|received|signed-for|returned|withdrawn|reminded") String action,
    @NotNull @Valid Organ organ,
    Optional<@Valid Organ> recipient,
    @NotNull @PastOrPresent OffsetDateTime at,
    Optional<@Size(min = 1, max = 60) String> operator,
    Optional<@Size(min = 1, max = 500) String> reason,
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
