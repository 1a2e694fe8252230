package io.github.citydc.model;

import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidDivisionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * An address 地址 as registers keep it: the division by code, the rest as text.
 *
 * @param division division code 行政区划代码, 6, 9 or 12 digits
 * @param text detailed address 详细地址
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "地址", en = "address")
@WithBuilder
public record Address(
    @Title(zh = "行政区划代码", en = "division code") @NotNull @ValidDivisionCode String division,
    @Title(zh = "详细地址", en = "detailed address") @NotBlank @Size(max = 400) String text,
    Extensions extensions) {

  /** Sets what was left out. */
  public Address {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * An address.
   *
   * @param division division code, 6, 9 or 12 digits
   * @param text the address below that division
   * @return the address
   */
  public static Address of(String division, String text) {
    return new Address(division, text, Extensions.none());
  }

  /**
   * The division only: what lies below it is personal.
   *
   * @return the division code
   */
  @Override
  public String toString() {
    return "Address[" + division + "]";
  }
}
