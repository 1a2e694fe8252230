package io.github.citydc.exchange.document;

import io.github.citydc.model.Organ;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * One recipient's copy of an official document, to which actions refer.
 *
 * @param documentId the document
 * @param documentNumber its number 发文字号, if it is to be told
 * @param recipient the recipient of the copy
 * @param partner the node at the other end: that of the recipient for the sender, that of the
 *     sender for the recipient
 */
public record DocumentCopy(
    String documentId, Optional<String> documentNumber, Organ recipient, NodeId partner) {

  /**
   * A copy of a document.
   *
   * @param document the document
   * @param recipient the recipient of the copy
   * @param partner the node at the other end
   * @return the copy
   */
  public static DocumentCopy of(OfficialDocument document, Organ recipient, NodeId partner) {
    return new DocumentCopy(document.documentId(), document.documentNumber(), recipient, partner);
  }
}
