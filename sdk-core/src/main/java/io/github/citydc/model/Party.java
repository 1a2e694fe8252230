package io.github.citydc.model;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidIdentity;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A person or organization 当事人 that applies for something or holds something.
 *
 * @param kind kind of party 服务对象类型, {@code 1} for a natural person
 * @param name name 名称或姓名
 * @param idDocumentType kind of document 证件类型, GA/T 2000.156; {@code 001} unified social credit
 *     code, {@code 111} resident identity card
 * @param idNumber number of that document 证件号码
 * @param extensions members this version does not know, kept as they came
 */
@ValidIdentity
@WithBuilder
public record Party(
    @NotNull @ValidCodeOf(CodeSetName.SERVICE_OBJECT) String kind,
    @NotBlank @Size(max = 200) String name,
    @NotNull @ValidCodeOf(CodeSetName.IDENTITY_DOCUMENT) String idDocumentType,
    @NotBlank @Size(max = 40) String idNumber,
    Extensions extensions)
    implements IdentityDocument {

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
