package io.github.citydc.model;

import io.github.citydc.validation.Title;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/**
 * A point 坐标点 in CGCS2000 (GB 22021), in degrees.
 *
 * @param longitude longitude 经度, within the territory of China
 * @param latitude latitude 纬度
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "坐标点", en = "point")
@WithBuilder
public record GeoPoint(
    @Title(zh = "经度", en = "longitude") @NotNull @DecimalMin("73") @DecimalMax("136")
        BigDecimal longitude,
    @Title(zh = "纬度", en = "latitude") @NotNull @DecimalMin("3") @DecimalMax("54")
        BigDecimal latitude,
    Extensions extensions) {

  /** Sets what was left out. */
  public GeoPoint {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the position, because it may be a person's home.
   *
   * @return the type only
   */
  @Override
  public String toString() {
    return "GeoPoint[]";
  }
}
