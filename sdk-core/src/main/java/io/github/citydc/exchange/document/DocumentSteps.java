package io.github.citydc.exchange.document;

import io.github.citydc.code.Severity;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentLife;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.util.List;
import java.util.Set;

/** A check of actions against the life cycle of their document. */
public final class DocumentSteps {

  private static final String STANDARD = "CDX 1.0";
  private static final Set<String> OF_THE_RECIPIENT = Set.of("received", "signed-for", "returned");

  private DocumentSteps() {}

  /**
   * The recipient whose copy an action refers to.
   *
   * @param action what happens
   * @return the recipient it names; if it names none, who acts, where only the recipient can
   * @throws InvalidPayloadException if it does not say
   */
  public static Organ recipient(DocumentAction action) {
    if (action.recipient().isPresent()) {
      return action.recipient().get();
    }
    if (isOfRecipient(action)) {
      return action.organ();
    }
    throw refusal("/recipient", "document.recipient", "A recipient is required", "必须写明相对机关");
  }

  /**
   * Tells whether an action is for the recipient to take.
   *
   * @param action what happens
   * @return true for the recipient, false for the sender of the document
   */
  public static boolean isOfRecipient(DocumentAction action) {
    return OF_THE_RECIPIENT.contains(action.action());
  }

  /**
   * The key that identifies a recipient.
   *
   * @param organ the recipient
   * @return its credit code, or its name if it has none
   */
  public static String key(Organ organ) {
    return organ.creditCode().orElse(organ.name());
  }

  /**
   * Requires that an action may be the next.
   *
   * @param before the life so far
   * @param next the action
   * @throws InvalidPayloadException if it may not
   */
  public static void require(List<DocumentAction> before, DocumentAction next) {
    DocumentLife.cycle()
        .next(before.stream().map(DocumentAction::action).toList(), next.action())
        .refusal()
        .ifPresent(
            refusal -> {
              throw refusal("/action", "document.life", refusal.message(), refusal.messageZh());
            });
  }

  /**
   * The place that the sender of a document gives an action of its own.
   *
   * @param action what happened
   * @return how many actions come before
   * @throws InvalidPayloadException if it does not say
   */
  static int place(DocumentAction action) {
    return action
        .step()
        .orElseThrow(
            () ->
                refusal(
                    "/step",
                    "document.step",
                    "The sender of a document says the place of its actions",
                    "发文方须写明操作的位置"));
  }

  static InvalidPayloadException refusal(
      String pointer, String code, String message, String messageZh) {
    return new InvalidPayloadException(
        new ValidationReport(
            List.of(new Violation(pointer, code, Severity.ERROR, STANDARD, message, messageZh))));
  }
}
