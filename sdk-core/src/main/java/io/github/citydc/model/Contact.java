package io.github.citydc.model;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A contact person 联系人.
 *
 * @param name name 联系人姓名
 * @param phone phone number 联系电话, mobile, or fixed line with area code
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record Contact(
    @NotBlank @Size(max = 100) String name,
    @NotBlank @Size(max = 30) @Pattern(regexp = Contact.PHONE) String phone,
    Extensions extensions) {

  /** Sets what was left out. */
  public Contact {
    extensions = Extensions.orNone(extensions);
  }

  static final String PHONE =
      "1[3-9][0-9]{9}|(0[0-9]{2,3}-?)?[2-9][0-9]{6,7}(-[0-9]{1,6})?|1[0-9]{4}";

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
