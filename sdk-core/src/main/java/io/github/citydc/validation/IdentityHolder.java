package io.github.citydc.validation;

import java.time.LocalDate;

/**
 * A record about a person with an identity document that also says what the number of some
 * documents tells. See {@link ValidIdentity}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface IdentityHolder extends DocumentHolder {

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
