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
 * A person 自然人, named in a record of another type by the identity document.
 *
 * @param idDocumentType kind of identity document 证件类型, GA/T 2000.156; {@code 111} resident
 *     identity card
 * @param idNumber number of the identity document 证件号码; GB 11643 for {@code 111}
 * @param name name 姓名
 * @param extensions members this version does not know, kept as they came
 */
@ValidIdentity
@Title(zh = "自然人", en = "person")
@WithBuilder
public record PersonReference(
    @Title(zh = "证件类型", en = "kind of identity document")
        @NotNull
        @ValidCodeOf(CodeSetName.IDENTITY_DOCUMENT)
        String idDocumentType,
    @Title(zh = "证件号码", en = "number of the identity document") @NotBlank @Size(max = 40)
        String idNumber,
    @Title(zh = "姓名", en = "name") @NotBlank @Size(max = 100) String name,
    Extensions extensions)
    implements DocumentHolder {

  /** Sets what was left out. */
  public PersonReference {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without anything personal.
   *
   * @return the kind of document only
   */
  @Override
  public String toString() {
    return "PersonReference[" + idDocumentType + "]";
  }
}
