package io.github.citydc.exchange.document;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;

/**
 * A handler for actions on documents. It records each action in the log, in the transaction that
 * stores the message, at the place that it has at the sender of the document. It refuses an action
 * that may not follow ({@code validation-failed} with the rule {@code document.life}), that comes
 * before an earlier one ({@code parts-missing}), or that the sender may not take ({@code
 * not-authorized}). An action that is there already is accepted again, and neither noted nor
 * handled twice.
 *
 * <pre>{@code
 * receiver.on(DocumentAction.class, DocumentHandler.noting(log, (action, context) -> tell(action)));
 * }</pre>
 *
 * <p>Thread-safe if what follows is.
 */
public final class DocumentHandler implements MessageHandler<DocumentAction> {

  private final DocumentLog log;
  private final MessageHandler<DocumentAction> next;

  private DocumentHandler(DocumentLog log, MessageHandler<DocumentAction> next) {
    this.log = log;
    this.next = next;
  }

  /**
   * Returns a handler that records actions in a log.
   *
   * @param log in the database that stores the messages
   * @param next what to do then, in the same transaction
   * @return the handler
   */
  public static DocumentHandler noting(DocumentLog log, MessageHandler<DocumentAction> next) {
    return new DocumentHandler(log, next);
  }

  /**
   * Records an action.
   *
   * @param action what happens
   * @param context the message around it
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if it may not happen now
   * @throws RefusedException if an earlier action has not arrived, if another organ than the acting
   *     one has sent it, or the recipient takes an action of the sender
   * @throws Exception what follows throws
   */
  @Override
  public void handle(DocumentAction action, MessageContext context) throws Exception {
    requireOwn(action, context);
    if (log.note(context.connection(), action)) {
      next.handle(action, context);
    }
  }

  private static void requireOwn(DocumentAction action, MessageContext context) {
    String organization = context.sender().organization().toString();
    boolean acts = action.organ().creditCode().filter(organization::equals).isPresent();
    Organ recipient = DocumentSteps.recipient(action);
    boolean isRecipient = recipient.creditCode().filter(organization::equals).isPresent();
    if (!acts || isRecipient != DocumentSteps.isOfRecipient(action)) {
      throw new RefusedException(
          ProblemCode.NOT_AUTHORIZED,
          "A recipient receives, signs for and returns, a sender sends, reminds and withdraws; each by"
              + " a node of its own organization");
    }
  }
}
