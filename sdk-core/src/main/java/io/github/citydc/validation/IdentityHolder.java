package io.github.citydc.validation;

import java.time.LocalDate;

/**
 * A record about a person with an identity document. See {@link ValidIdentity}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface IdentityHolder {

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

  /**
   * Sex 性别.
   *
   * @return a digit of GB/T 2261.1
   */
  String sex();

  /**
   * Date of birth 出生日期.
   *
   * @return the date
   */
  LocalDate birthDate();
}
