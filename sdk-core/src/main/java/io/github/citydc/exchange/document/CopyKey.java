package io.github.citydc.exchange.document;

import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;

/**
 * The key of one recipient's copy of an official document in a {@link DocumentLog}.
 *
 * @param documentId the document
 * @param recipient the recipient's credit code or, if it has none, its name
 */
public record CopyKey(String documentId, String recipient) {

  /**
   * The key of a copy.
   *
   * @param documentId the document
   * @param recipient whose copy
   * @return the key
   */
  public static CopyKey of(String documentId, Organ recipient) {
    return new CopyKey(documentId, DocumentSteps.key(recipient));
  }

  /**
   * The key of the copy that an action refers to.
   *
   * @param action what happens
   * @return the key
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if it does not say whose copy
   */
  public static CopyKey of(DocumentAction action) {
    return of(action.documentId(), DocumentSteps.recipient(action));
  }
}
