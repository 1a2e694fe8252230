package io.github.citydc.model.population;

import io.github.citydc.model.Address;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A household 户信息 of the population register. A record is what was read or built, valid or not:
 * required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param householdNumber household number 户号
 * @param kind kind of household 户类型, {@code family} 家庭户 or {@code collective} 集体户
 * @param head head of the household 户主
 * @param members members 户成员, the head among them
 * @param address address 户籍地址; its division is responsible for the record
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("population.household/1")
@WithBuilder
public record Household(
    @NotBlank @Size(max = 30) String householdNumber,
    @NotNull @Pattern(regexp = "family|collective") String kind,
    @NotNull @Valid PersonReference head,
    @Size(max = 10000) List<@Valid HouseholdMember> members,
    @NotNull @Valid Address address,
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
