package io.github.citydc.exchange.document;

import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import java.sql.Connection;
import java.util.List;

/**
 * A log of the actions on official documents, per recipient: those of the node itself and those
 * reported to it. A document has a recipient by credit code or, if it has none, by name.
 * Thread-safe, also across processes. Every method throws {@link
 * io.github.citydc.exchange.message.StorageException} if the log fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface DocumentLog {

  /**
   * The life of a document so far.
   *
   * @param documentId the document
   * @param recipient whose copy
   * @return its actions, oldest first; none if it is not known
   */
  List<DocumentAction> actions(String documentId, Organ recipient);

  /**
   * Adds an action. One that is there as the last already is not added again.
   *
   * @param action what happens
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if {@link
   *     io.github.citydc.model.document.DocumentLife} does not allow it now
   */
  void add(DocumentAction action);

  /**
   * Adds an action in a transaction of the caller.
   *
   * @param connection the transaction
   * @param action what happens
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if {@link
   *     io.github.citydc.model.document.DocumentLife} does not allow it now
   */
  void add(Connection connection, DocumentAction action);

  /**
   * Takes an action back, if it is the last: the other side has refused it.
   *
   * @param action what did not happen
   */
  void takeBack(DocumentAction action);
}
