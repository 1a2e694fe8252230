package io.github.citydc.validation;

/**
 * A record about somebody with an identity document: a person, or an organization under its credit
 * code. See {@link ValidIdentity}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface DocumentHolder {

  /**
   * Kind of the document 证件类型.
   *
   * @return three digits of GA/T 2000.156, for example {@code 111} for the resident identity card
   */
  String idDocumentType();

  /**
   * Number of the document 证件号码.
   *
   * @return the number as it stands on the document
   */
  String idNumber();
}
