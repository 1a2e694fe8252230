package io.github.citydc.model.population;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.IdentityHolder;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidIdentity;
import io.github.citydc.validation.ValidPhoneNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A person 人口基础信息 in the population register. A record is what was read or built, valid or not:
 * required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param idDocumentType kind of identity document 证件类型, GA/T 2000.156; {@code 111} resident
 *     identity card
 * @param idNumber number of that document 证件号码; a citizen identification number (GB 11643) for
 *     {@code 111}
 * @param name name 姓名
 * @param sex sex 性别, GB/T 2261.1
 * @param ethnicity ethnic group 民族, GB/T 3304
 * @param birthDate date of birth 出生日期
 * @param birthplaceDivision division of birth 出生地, GB/T 2260
 * @param registrationAddress address of household registration 户籍地址
 * @param residenceAddress address of residence 现居住地址; its division is responsible for the record
 * @param maritalStatus marital status 婚姻状况, GB/T 2261.2
 * @param education education 文化程度, GB/T 4658
 * @param politicalAffiliation political affiliation 政治面貌, GB/T 4762
 * @param employment employment status 从业状况, GB/T 2261.4
 * @param phone phone number 联系电话
 * @param deathDate date of death 死亡日期
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("population.person/1")
@ValidIdentity
@WithBuilder
public record Person(
    @NotNull @ValidCodeOf(CodeSetName.IDENTITY_DOCUMENT) String idDocumentType,
    @NotBlank @Size(max = 40) String idNumber,
    @NotBlank @Size(max = 100) String name,
    @NotNull @ValidCodeOf(CodeSetName.SEX) String sex,
    Optional<@ValidCodeOf(CodeSetName.ETHNICITY) String> ethnicity,
    @NotNull @PastOrPresent LocalDate birthDate,
    Optional<@io.github.citydc.validation.ValidDivisionCode String> birthplaceDivision,
    Optional<@Valid Address> registrationAddress,
    @NotNull @Valid Address residenceAddress,
    Optional<@ValidCodeOf(CodeSetName.MARITAL_STATUS) String> maritalStatus,
    Optional<@ValidCodeOf(CodeSetName.EDUCATION) String> education,
    Optional<@ValidCodeOf(CodeSetName.POLITICAL_AFFILIATION) String> politicalAffiliation,
    Optional<@ValidCodeOf(CodeSetName.EMPLOYMENT) String> employment,
    Optional<@ValidPhoneNumber String> phone,
    Optional<@PastOrPresent LocalDate> deathDate,
    Extensions extensions)
    implements Payload, IdentityHolder {

  /** Sets what was left out. */
  public Person {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(residenceAddress);
  }

  /**
   * Without anything personal.
   *
   * @return the division of residence only
   */
  @Override
  public String toString() {
    return "Person[" + residenceAddress + "]";
  }
}
