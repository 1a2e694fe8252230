package io.github.citydc.model;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.validation.DocumentHolder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidIdentity;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A person or organization 当事人 that applies for something or holds something.
 *
 * @param kind kind of applicant 服务对象类型, {@code 1} for a natural person
 * @param name name of the party 名称或姓名
 * @param idDocumentType kind of identity document 证件类型, GA/T 2000.156; {@code 001} unified social
 *     credit code, {@code 111} resident identity card
 * @param idNumber number of the identity document 证件号码
 * @param extensions members this version does not know, kept as they came
 */
@ValidIdentity
@Title(zh = "当事人", en = "party")
@WithBuilder
public record Party(
    @Title(zh = "服务对象类型", en = "kind of applicant")
        @NotNull
        @ValidCodeOf(CodeSetName.SERVICE_OBJECT)
        String kind,
    @Title(zh = "名称或姓名", en = "name of the party") @NotBlank @Size(max = 200) String name,
    @Title(zh = "证件类型", en = "kind of identity document")
        @NotNull
        @ValidCodeOf(CodeSetName.IDENTITY_DOCUMENT)
        String idDocumentType,
    @Title(zh = "证件号码", en = "number of the identity document") @NotBlank @Size(max = 40)
        String idNumber,
    Extensions extensions)
    implements DocumentHolder {

  /** Sets what was left out. */
  public Party {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without anything personal.
   *
   * @return the kind only
   */
  @Override
  public String toString() {
    return "Party[" + kind + "]";
  }
}
