package io.github.citydc.model.organization;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Address;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Money;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.Period;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidBusinessRegistrationNumber;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidCreditCode;
import io.github.citydc.validation.ValidPart;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A legal entity or another organization 法人和其他组织基础信息 with a unified social credit code. A record is
 * what was read or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param creditCode unified social credit code 统一社会信用代码, GB 32100
 * @param name name of the organization 名称
 * @param category registering department and category 登记管理部门和机构类别, the first two characters of the
 *     credit code
 * @param registrationType type of registration 登记注册类型, edition of 2023
 * @param registrationType2011 former type of registration 登记注册类型（2011版）, edition of 2011
 * @param economicType economic type 经济类型, GB/T 12402
 * @param legalRepresentative legal representative 法定代表人, or person in charge
 * @param registeredCapital registered capital 注册资本
 * @param paidInCapital paid-in capital 实收资本
 * @param shareholders shareholders 股东及出资信息
 * @param establishedOn date of establishment 成立日期
 * @param term term of operation 营业期限
 * @param registeredAddress registered address 住所; its division is responsible for the record
 * @param industry industry 行业代码, GB/T 4754-2017, of any level
 * @param registrationAuthority registration authority 登记机关
 * @param registrationNumber former registration number 注册号, GS 15-2006
 * @param status registration status 登记状态
 * @param businessScope business scope 经营范围
 * @param branches branches 分支机构
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("organization.legal-entity/1")
@Title(zh = "法人和其他组织基础信息", en = "legal entity or other organization")
@ValidPart(member = "category", of = "creditCode", from = 0, length = 2, strict = true)
@WithBuilder
public record LegalEntity(
    @Title(zh = "统一社会信用代码", en = "unified social credit code") @NotNull @ValidCreditCode
        String creditCode,
    @Title(zh = "名称", en = "name of the organization") @NotBlank @Size(max = 200) String name,
    @Title(zh = "登记管理部门和机构类别", en = "registering department and category")
        @NotNull
        @ValidCodeOf(value = CodeSetName.CREDIT_CODE_CATEGORY, open = true)
        String category,
    @Title(zh = "登记注册类型", en = "type of registration")
        Optional<@ValidCodeOf(value = CodeSetName.REGISTRATION_TYPE, open = true) String>
            registrationType,
    @Title(zh = "登记注册类型（2011版）", en = "former type of registration")
        Optional<@ValidCodeOf(CodeSetName.REGISTRATION_TYPE_2011) String> registrationType2011,
    @Title(zh = "经济类型", en = "economic type")
        Optional<@ValidCodeOf(value = CodeSetName.ECONOMIC_TYPE, open = true) String> economicType,
    @Title(zh = "法定代表人", en = "legal representative") @NotNull @Valid
        PersonReference legalRepresentative,
    @Title(zh = "注册资本", en = "registered capital") Optional<@Valid Money> registeredCapital,
    @Title(zh = "实收资本", en = "paid-in capital") Optional<@Valid Money> paidInCapital,
    @Title(zh = "股东及出资信息", en = "shareholders") @Size(max = 1000)
        List<@Valid Shareholder> shareholders,
    @Title(zh = "成立日期", en = "date of establishment") @NotNull @PastOrPresent
        LocalDate establishedOn,
    @Title(zh = "营业期限", en = "term of operation") Optional<@Valid Period> term,
    @Title(zh = "住所", en = "registered address") @NotNull @Valid Address registeredAddress,
    @Title(zh = "行业代码", en = "industry")
        Optional<@ValidCodeOf(value = CodeSetName.INDUSTRY, open = true) String> industry,
    @Title(zh = "登记机关", en = "registration authority") @NotNull @Valid Organ registrationAuthority,
    @Title(zh = "注册号", en = "former registration number")
        Optional<@ValidBusinessRegistrationNumber String> registrationNumber,
    @Title(zh = "登记状态", en = "registration status")
        @NotNull
        @ValidCodeOf(CodeSetName.LEGAL_ENTITY_STATUS)
        String status,
    @Title(zh = "经营范围", en = "business scope")
        Optional<@Size(min = 1, max = 4000) String> businessScope,
    @Title(zh = "分支机构", en = "branches") @Size(max = 10000) List<@Valid Organ> branches,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public LegalEntity {
    shareholders = Copies.list(shareholders);
    branches = Copies.list(branches);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(registeredAddress);
  }

  /**
   * Without the representative.
   *
   * @return the credit code
   */
  @Override
  public String toString() {
    return "LegalEntity[" + creditCode + "]";
  }
}
