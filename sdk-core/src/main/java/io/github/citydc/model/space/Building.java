package io.github.citydc.model.space;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.GeoPoint;
import io.github.citydc.model.GeoPolygon;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidGridCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
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
 * @param name name of the building 建筑物名称
 * @param address address 地址; its division is responsible for the record
 * @param use building use 用途
 * @param floorsAbove floors above ground 地上层数
 * @param floorsBelow floors below ground 地下层数
 * @param floorArea floor area 建筑面积, in square meters
 * @param completedOn date of completion 竣工日期
 * @param grid unit grid identifier 单元网格标识码, GB/T 30428.1
 * @param location coordinates 坐标, CGCS2000
 * @param footprint footprint 建筑轮廓
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("space.building/1")
@Title(zh = "建筑物", en = "building")
@WithBuilder
public record Building(
    @Title(zh = "楼栋编码", en = "identifier of the building") @NotBlank @Size(max = 50)
        String buildingId,
    @Title(zh = "建筑物名称", en = "name of the building")
        Optional<@Size(min = 1, max = 100) String> name,
    @Title(zh = "地址", en = "address") @NotNull @Valid Address address,
    @Title(zh = "用途", en = "building use") @NotNull @ValidCodeOf(CodeSetName.BUILDING_USE)
        String use,
    @Title(zh = "地上层数", en = "floors above ground")
        Optional<@PositiveOrZero @Max(300) Integer> floorsAbove,
    @Title(zh = "地下层数", en = "floors below ground")
        Optional<@PositiveOrZero @Max(30) Integer> floorsBelow,
    @Title(zh = "建筑面积", en = "floor area")
        Optional<@Positive @Digits(integer = 10, fraction = 2) BigDecimal> floorArea,
    @Title(zh = "竣工日期", en = "date of completion") Optional<@PastOrPresent LocalDate> completedOn,
    @Title(zh = "单元网格标识码", en = "unit grid identifier") Optional<@ValidGridCode String> grid,
    @Title(zh = "坐标", en = "coordinates") Optional<@Valid GeoPoint> location,
    @Title(zh = "建筑轮廓", en = "footprint") Optional<@Valid GeoPolygon> footprint,
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
