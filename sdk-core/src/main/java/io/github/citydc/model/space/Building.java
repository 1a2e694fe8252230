package io.github.citydc.model.space;

import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.GeoPoint;
import io.github.citydc.model.GeoPolygon;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidGridCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A building 建筑物. A record is what was read or built, valid or not: required members are guaranteed
 * to be there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param buildingId identifier of the building 楼栋编码
 * @param name name 建筑物名称
 * @param address address 地址; its division is responsible for the record
 * @param use use 用途, {@code residential} 住宅, {@code commercial} 商业, {@code office} 办公, {@code
 *     industrial} 工业, {@code public-service} 公共服务, {@code mixed} 综合, {@code other} 其他
 * @param floorsAbove floors above ground 地上层数
 * @param floorsBelow floors below ground 地下层数
 * @param floorArea floor area 建筑面积, in square metres
 * @param completedOn date of completion 竣工日期
 * @param grid unit grid 单元网格编码, GB/T 30428.1
 * @param location location 坐标, CGCS2000
 * @param footprint footprint 建筑轮廓
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("space.building/1")
@WithBuilder
public record Building(
    @NotBlank @Size(max = 50) String buildingId,
    Optional<@Size(min = 1, max = 100) String> name,
    @NotNull @Valid Address address,
    @NotNull
        @Pattern(regexp = "residential|commercial|office|industrial|public-service|mixed|other")
        String use,
    Optional<@PositiveOrZero @Max(300) Integer> floorsAbove,
    Optional<@PositiveOrZero @Max(30) Integer> floorsBelow,
    Optional<@Positive @Digits(integer = 10, fraction = 2) BigDecimal> floorArea,
    Optional<@PastOrPresent LocalDate> completedOn,
    Optional<@ValidGridCode String> grid,
    Optional<@Valid GeoPoint> location,
    Optional<@Valid GeoPolygon> footprint,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public Building {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(address).and(Jurisdiction.ofGrid(grid));
  }

  /**
   * The division only.
   *
   * @return the division code
   */
  @Override
  public String toString() {
    return "Building[" + address + "]";
  }
}
