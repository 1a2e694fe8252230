package io.github.citydc.model.organization;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Money;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.Period;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidBusinessRegistrationNumber;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidCreditCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A legal entity 法人基础信息, or another organization with a unified social credit code. A record is
 * what was read or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param creditCode unified social credit code 统一社会信用代码, GB 32100
 * @param name name 名称
 * @param category registering department and category 登记管理部门和机构类别, the first two characters of the
 *     credit code
 * @param legalRepresentative legal representative 法定代表人, or person in charge
 * @param registeredCapital registered capital 注册资本
 * @param establishedOn date of establishment 成立日期
 * @param term term of operation 营业期限
 * @param registeredAddress registered address 住所; its division is responsible for the record
 * @param industry industry 行业代码, GB/T 4754-2017, of any level
 * @param registrationAuthority registration authority 登记机关
 * @param registrationNumber former registration number 注册号, GS 15-2006
 * @param status status 登记状态, {@code active} 存续, {@code suspended} 歇业, {@code revoked} 吊销, {@code
 *     canceled} 注销, {@code moved-out} 迁出
 * @param businessScope scope of business 经营范围
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("organization.legal-entity/1")
@WithBuilder
public record LegalEntity(
    @NotNull @ValidCreditCode String creditCode,
    @NotBlank @Size(max = 200) String name,
    @NotNull @ValidCodeOf(CodeSetName.CREDIT_CODE_CATEGORY) String category,
    @NotNull @Valid PersonReference legalRepresentative,
    Optional<@Valid Money> registeredCapital,
    @NotNull @PastOrPresent LocalDate establishedOn,
    Optional<@Valid Period> term,
    @NotNull @Valid Address registeredAddress,
    Optional<@ValidCodeOf(CodeSetName.INDUSTRY) String> industry,
    @NotNull @Valid Organ registrationAuthority,
    Optional<@ValidBusinessRegistrationNumber String> registrationNumber,
    @NotNull @Pattern(regexp = "active|suspended|revoked|canceled|moved-out") String status,
    Optional<@Size(min = 1, max = 4000) String> businessScope,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public LegalEntity {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(registeredAddress);
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
