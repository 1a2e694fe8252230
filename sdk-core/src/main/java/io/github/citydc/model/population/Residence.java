package io.github.citydc.model.population;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.Period;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A residence record 居住信息: the person, the address and the period, for residents and the floating
 * population. A record is what was read or built, valid or not: required members are guaranteed to
 * be there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param person person 居住人
 * @param registration where the household is registered 居住登记类别, {@code registered} here 户籍, {@code
 *     registered-elsewhere-in-city} 人户分离, {@code floating} 流动人口, {@code overseas} 境外人员
 * @param dwelling dwelling 居住地址; its division is responsible for the record
 * @param dwellingKind kind of dwelling 居所类型, {@code owned} 自有, {@code rented} 租赁, {@code employer}
 *     单位内部, {@code relatives} 居民家中, {@code hotel} 旅店, {@code other} 其他
 * @param period time of living there 居住期间
 * @param reason reason 居住事由, for example 务工
 * @param recordedAt time of recording 登记时间
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("population.residence/1")
@WithBuilder
public record Residence(
    @NotNull @Valid PersonReference person,
    @NotNull @Pattern(regexp = "registered|registered-elsewhere-in-city|floating|overseas") String registration,
    @NotNull @Valid Address dwelling,
    Optional<@Pattern(regexp = "owned|rented|employer|relatives|hotel|other") String> dwellingKind,
    @NotNull @Valid Period period,
    Optional<@Size(min = 1, max = 100) String> reason,
    Optional<@PastOrPresent OffsetDateTime> recordedAt,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public Residence {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(dwelling);
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
