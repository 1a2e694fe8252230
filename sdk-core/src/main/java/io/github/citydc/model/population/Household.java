package io.github.citydc.model.population;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Address;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A household 家庭户与集体户信息（户信息） of the population register. A record is what was read or built, valid
 * or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param householdNumber household number 户号
 * @param kind kind of household 户类型
 * @param head head of the household 户主
 * @param members household members 户成员, the head among them
 * @param address registration address 户籍地址; its division is responsible for the record
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("population.household/1")
@Title(zh = "家庭户与集体户信息（户信息）", en = "household")
@WithBuilder
public record Household(
    @Title(zh = "户号", en = "household number") @NotBlank @Size(max = 30) String householdNumber,
    @Title(zh = "户类型", en = "kind of household") @NotNull @ValidCodeOf(CodeSetName.HOUSEHOLD_KIND)
        String kind,
    @Title(zh = "户主", en = "head of the household") @NotNull @Valid PersonReference head,
    @Title(zh = "户成员", en = "household members") @Size(max = 10000)
        List<@Valid HouseholdMember> members,
    @Title(zh = "户籍地址", en = "registration address") @NotNull @Valid Address address,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public Household {
    members = Copies.list(members);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(address);
  }

  /**
   * Without anything personal.
   *
   * @return the division only
   */
  @Override
  public String toString() {
    return "Household[" + address + "]";
  }
}
