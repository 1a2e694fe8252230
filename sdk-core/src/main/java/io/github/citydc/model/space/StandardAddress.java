package io.github.citydc.model.space;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.GeoPoint;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidPostalCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A standard address 标准地址, from the division down to the room. A record is what was read or built,
 * valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param addressId identifier of the address 地址编码
 * @param division division 行政区划代码, best the 12 digits of the community, whose digits name every
 *     level above; responsible for the record
 * @param divisionName division names 行政区划名称, from the city down
 * @param road road or lane 街路巷
 * @param number house number 门牌号
 * @param estate estate or village 小区
 * @param building building 楼栋
 * @param unit entrance unit 单元
 * @param room room 房号
 * @param postalCode postal code 邮政编码
 * @param location coordinates 坐标, CGCS2000
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("space.address/1")
@Title(zh = "标准地址", en = "standard address")
@WithBuilder
public record StandardAddress(
    @Title(zh = "地址编码", en = "identifier of the address") @NotBlank @Size(max = 50)
        String addressId,
    @Title(zh = "行政区划代码", en = "division") @NotNull @io.github.citydc.validation.ValidDivisionCode
        String division,
    @Title(zh = "行政区划名称", en = "division names") @NotBlank @Size(max = 200) String divisionName,
    @Title(zh = "街路巷", en = "road or lane") Optional<@Size(min = 1, max = 100) String> road,
    @Title(zh = "门牌号", en = "house number") Optional<@Size(min = 1, max = 50) String> number,
    @Title(zh = "小区", en = "estate or village") Optional<@Size(min = 1, max = 100) String> estate,
    @Title(zh = "楼栋", en = "building") Optional<@Size(min = 1, max = 50) String> building,
    @Title(zh = "单元", en = "entrance unit") Optional<@Size(min = 1, max = 50) String> unit,
    @Title(zh = "房号", en = "room") Optional<@Size(min = 1, max = 50) String> room,
    @Title(zh = "邮政编码", en = "postal code") Optional<@ValidPostalCode String> postalCode,
    @Title(zh = "坐标", en = "coordinates") Optional<@Valid GeoPoint> location,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public StandardAddress {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
  }

  /**
   * The division only: what lies below it is personal.
   *
   * @return the division code
   */
  @Override
  public String toString() {
    return "StandardAddress[" + division + "]";
  }
}
