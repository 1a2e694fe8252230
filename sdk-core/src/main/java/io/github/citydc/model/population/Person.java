package io.github.citydc.model.population;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.IdentityHolder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidIdentity;
import io.github.citydc.validation.ValidOrder;
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
 * @param idNumber number of the identity document 证件号码; a citizen identification number (GB 11643)
 *     for {@code 111}
 * @param name name 姓名
 * @param formerName former name 曾用名
 * @param sex sex 性别, GB/T 2261.1
 * @param ethnicity ethnic group 民族, GB/T 3304
 * @param nationality nationality 国籍, GB/T 2659.1, three letters
 * @param birthDate date of birth 出生日期
 * @param birthplaceDivision birthplace division 出生地, GB/T 2260
 * @param birthCountry country of birth 出生国家和地区, GB/T 2659.1, three letters; of a birthplace abroad
 * @param registrationAddress registration address 户籍地址
 * @param residenceAddress residence address 现居住地址; its division is responsible for the record
 * @param maritalStatus marital status 婚姻状况, GB/T 2261.2
 * @param education educational level 学历, GB/T 4658
 * @param politicalAffiliation political affiliation 政治面貌, GB/T 4762
 * @param employment employment status 从业状况, GB/T 2261.4
 * @param occupation occupation 职业, in words
 * @param employer employer 工作单位
 * @param religion religion 宗教信仰, in words; sensitive personal information, to be sent on a legal
 *     basis only
 * @param militaryService military service 兵役状况, in words
 * @param phone phone number 联系电话
 * @param deathDate date of death 死亡日期
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("population.person/1")
@ValidIdentity
@Title(zh = "人口基础信息", en = "person")
@ValidOrder({"birthDate", "deathDate"})
@WithBuilder
public record Person(
    @Title(zh = "证件类型", en = "kind of identity document")
        @NotNull
        @ValidCodeOf(CodeSetName.IDENTITY_DOCUMENT)
        String idDocumentType,
    @Title(zh = "证件号码", en = "number of the identity document") @NotBlank @Size(max = 40)
        String idNumber,
    @Title(zh = "姓名", en = "name") @NotBlank @Size(max = 100) String name,
    @Title(zh = "曾用名", en = "former name") Optional<@Size(min = 1, max = 100) String> formerName,
    @Title(zh = "性别", en = "sex") @NotNull @ValidCodeOf(CodeSetName.SEX) String sex,
    @Title(zh = "民族", en = "ethnic group")
        Optional<@ValidCodeOf(CodeSetName.ETHNICITY) String> ethnicity,
    @Title(zh = "国籍", en = "nationality")
        Optional<@ValidCodeOf(CodeSetName.COUNTRY) String> nationality,
    @Title(zh = "出生日期", en = "date of birth") @NotNull @PastOrPresent LocalDate birthDate,
    @NoJurisdiction(value = "a person may have been born anywhere", zh = "出生地可在任何地区")
        @Title(zh = "出生地", en = "birthplace division")
        Optional<@io.github.citydc.validation.ValidDivisionCode String> birthplaceDivision,
    @Title(zh = "出生国家和地区", en = "country of birth")
        Optional<@ValidCodeOf(CodeSetName.COUNTRY) String> birthCountry,
    @NoJurisdiction(
            value =
                "a person may live elsewhere than the household is registered; the division of residence keeps the record",
            zh = "人户可以分离，记录由现居住地负责")
        @Title(zh = "户籍地址", en = "registration address")
        Optional<@Valid Address> registrationAddress,
    @Title(zh = "现居住地址", en = "residence address") @NotNull @Valid Address residenceAddress,
    @Title(zh = "婚姻状况", en = "marital status")
        Optional<@ValidCodeOf(CodeSetName.MARITAL_STATUS) String> maritalStatus,
    @Title(zh = "学历", en = "educational level")
        Optional<@ValidCodeOf(CodeSetName.EDUCATION) String> education,
    @Title(zh = "政治面貌", en = "political affiliation")
        Optional<@ValidCodeOf(CodeSetName.POLITICAL_AFFILIATION) String> politicalAffiliation,
    @Title(zh = "从业状况", en = "employment status")
        Optional<@ValidCodeOf(CodeSetName.EMPLOYMENT) String> employment,
    @Title(zh = "职业", en = "occupation") Optional<@Size(min = 1, max = 100) String> occupation,
    @Title(zh = "工作单位", en = "employer") Optional<@Size(min = 1, max = 200) String> employer,
    @Title(zh = "宗教信仰", en = "religion") Optional<@Size(min = 1, max = 50) String> religion,
    @Title(zh = "兵役状况", en = "military service")
        Optional<@Size(min = 1, max = 50) String> militaryService,
    @Title(zh = "联系电话", en = "phone number") Optional<@ValidPhoneNumber String> phone,
    @Title(zh = "死亡日期", en = "date of death") Optional<@PastOrPresent LocalDate> deathDate,
    Extensions extensions)
    implements Payload, IdentityHolder {

  /** Sets what was left out. */
  public Person {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(residenceAddress);
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
