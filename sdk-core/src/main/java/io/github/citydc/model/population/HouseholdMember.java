package io.github.citydc.model.population;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A member of a household 户成员.
 *
 * @param relation relation to the head 与户主关系, GB/T 4761; {@code 02} is the head
 * @param person member 成员
 * @param joinedOn date of joining 迁入日期
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "户成员", en = "household member")
@WithBuilder
public record HouseholdMember(
    @Title(zh = "与户主关系", en = "relation to the head")
        @NotNull
        @ValidCodeOf(CodeSetName.FAMILY_RELATION)
        String relation,
    @Title(zh = "成员", en = "member") @NotNull @Valid PersonReference person,
    @Title(zh = "迁入日期", en = "date of joining") Optional<@PastOrPresent LocalDate> joinedOn,
    Extensions extensions) {

  /** Sets what was left out. */
  public HouseholdMember {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without anything personal.
   *
   * @return the relation only
   */
  @Override
  public String toString() {
    return "HouseholdMember[" + relation + "]";
  }
}
