package io.github.citydc.model;

import io.github.citydc.validation.ValidPhoneNumber;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A contact person 联系人.
 *
 * @param name name 联系人姓名
 * @param phone phone number 联系电话
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record Contact(
    @NotBlank @Size(max = 100) String name,
    @NotBlank @ValidPhoneNumber String phone,
    Extensions extensions) {

  /** Sets what was left out. */
  public Contact {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without anything personal.
   *
   * @return the type only
   */
  @Override
  public String toString() {
    return "Contact[]";
  }
}
