package io.github.citydc.validation;

import java.util.List;
import java.util.Optional;

/**
 * A record about an official document. See {@link ValidDocumentHeader}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface DocumentHeader {

  /**
   * Kind of document 文种.
   *
   * @return a code of {@link io.github.citydc.code.DocumentKind}
   */
  String kind();

  /**
   * Document number 发文字号, or the number of an order or announcement.
   *
   * @return the number, empty if the document has none
   */
  Optional<String> documentNumber();

  /**
   * Main recipients 主送机关.
   *
   * @return names of organs, empty if the document has none
   */
  List<String> mainRecipients();
}
