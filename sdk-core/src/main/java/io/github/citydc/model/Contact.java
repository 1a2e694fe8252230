package io.github.citydc.model;

import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidPhoneNumber;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A contact person 联系人.
 *
 * @param name contact name 联系人姓名
 * @param phone contact phone 联系电话
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "联系人", en = "contact person")
@WithBuilder
public record Contact(
    @Title(zh = "联系人姓名", en = "contact name") @NotBlank @Size(max = 100) String name,
    @Title(zh = "联系电话", en = "contact phone") @NotBlank @ValidPhoneNumber String phone,
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
