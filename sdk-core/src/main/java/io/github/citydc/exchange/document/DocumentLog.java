package io.github.citydc.exchange.document;

import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.DocumentAction;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/**
 * A log of the actions on official documents, per recipient: those of the node itself, with the
 * messages that tell them, and those reported to it. A document has a recipient by credit code or,
 * if it has none, by name. Thread-safe, also across processes. Every method throws {@link
 * io.github.citydc.exchange.message.StorageException} if the log fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface DocumentLog {

  /**
   * The life of a copy so far.
   *
   * @param copy whose
   * @return the life, without a step if the copy is not known
   */
  CopyLife life(CopyKey copy);

  /**
   * The actions on a copy so far.
   *
   * @param documentId the document
   * @param recipient whose copy
   * @return its actions, oldest first; none if it is not known
   */
  default List<DocumentAction> actions(String documentId, Organ recipient) {
    return life(CopyKey.of(documentId, recipient)).actions();
  }

  /**
   * Adds an action of this node together with the messages that tell it; lasting when this returns.
   *
   * @param before the life it was made for
   * @param action what happens
   * @param messages in the order in which they are to be sent
   * @return false if the life is another one by now, and nothing was added
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if {@link CopyLife#own} does
   *     not allow it
   */
  boolean begin(CopyLife before, DocumentAction action, List<DocumentMessage> messages);

  /**
   * Adds an action that the other side has told, in the transaction that stores its message.
   *
   * @param connection the transaction
   * @param action what happened
   * @return false if it is there already
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if {@link CopyLife#told} does
   *     not allow it
   * @throws io.github.citydc.exchange.message.RefusedException if an earlier action is missing
   */
  boolean note(Connection connection, DocumentAction action);

  /**
   * Takes an action back that the other side has refused, as {@link CopyLife#without} does; the
   * messages of what is taken back, and of the action itself, are not sent any more.
   *
   * @param copy whose life
   * @param actionId the action
   */
  void giveUp(CopyKey copy, String actionId);

  /**
   * The copies of which messages are still to be sent.
   *
   * @return their keys
   */
  List<CopyKey> waiting();

  /**
   * The messages on a copy that are still to be sent.
   *
   * @param copy which one
   * @return in the order in which they are to be sent
   */
  List<DocumentMessage> waiting(CopyKey copy);

  /**
   * Records the receipt of a message.
   *
   * @param message what was sent
   * @param receipt its receipt, verified
   */
  void delivered(DocumentMessage message, SignedReceipt receipt);

  /**
   * Has all messages on a copy sent again: the other side has lost some.
   *
   * @param copy which one
   */
  void sendAgain(CopyKey copy);

  /**
   * The message of this node that tells an action.
   *
   * @param actionId the action
   * @param type of the payload: the document, or the action
   * @return the message, in whatever state it is; empty if there is none
   */
  Optional<DocumentMessage> message(String actionId, PayloadType type);

  /**
   * The messages of this log, for reconciliation.
   *
   * @return what was sent, and what became of it
   */
  OutboxHistory history();
}
