package io.github.citydc.model;

import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCreditCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * An organ or unit 机构 by name and, where it has one, by unified social credit code.
 *
 * @param name name of the organ 机构名称
 * @param creditCode unified social credit code 统一社会信用代码, GB 32100
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "机构", en = "organ")
@WithBuilder
public record Organ(
    @Title(zh = "机构名称", en = "name of the organ") @NotBlank @Size(max = 200) String name,
    @Title(zh = "统一社会信用代码", en = "unified social credit code")
        Optional<@ValidCreditCode String> creditCode,
    Extensions extensions) {

  /** Sets what was left out. */
  public Organ {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * An organ.
   *
   * @param name its full name
   * @param creditCode its unified social credit code
   * @return the organ
   */
  public static Organ of(String name, String creditCode) {
    return new Organ(name, Optional.of(creditCode), Extensions.none());
  }
}
