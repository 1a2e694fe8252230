package io.github.citydc.model.population;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.Period;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A residence record 居住信息: the person, the address and the period, for residents and the floating
 * population. A record is what was read or built, valid or not: required members are guaranteed to
 * be there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param person resident 居住人
 * @param registration residence registration 居住登记类别
 * @param dwelling dwelling address 居住地址; its division is responsible for the record
 * @param dwellingKind kind of dwelling 居所类型
 * @param period period of residence 居住期间
 * @param reason reason of residence 居住事由, for example 务工
 * @param recordedAt time of recording 登记时间
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("population.residence/1")
@Title(zh = "居住信息", en = "residence record")
@WithBuilder
public record Residence(
    @Title(zh = "居住人", en = "resident") @NotNull @Valid PersonReference person,
    @Title(zh = "居住登记类别", en = "residence registration")
        @NotNull
        @ValidCodeOf(CodeSetName.RESIDENCE_REGISTRATION)
        String registration,
    @Title(zh = "居住地址", en = "dwelling address") @NotNull @Valid Address dwelling,
    @Title(zh = "居所类型", en = "kind of dwelling")
        Optional<@ValidCodeOf(CodeSetName.DWELLING_KIND) String> dwellingKind,
    @Title(zh = "居住期间", en = "period of residence") @NotNull @Valid Period period,
    @Title(zh = "居住事由", en = "reason of residence")
        Optional<@Size(min = 1, max = 100) String> reason,
    @Title(zh = "登记时间", en = "time of recording")
        Optional<@PastOrPresent OffsetDateTime> recordedAt,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public Residence {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(dwelling);
  }

  /**
   * Without anything personal.
   *
   * @return the division only
   */
  @Override
  public String toString() {
    return "Residence[" + dwelling + "]";
  }
}
